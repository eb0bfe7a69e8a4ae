/** What went wrong, as programs read it. One code, one HTTP status. */
export const errorStatuses = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  wrong_method: 405,
  conflict: 409,
  review_closed: 409,
  too_large: 413,
  invalid: 422,
  too_many: 429,
  quota_used_up: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof errorStatuses;

/** One thing wrong with the input: `path` is a JSON Pointer into the request body, `/params/steps`. */
export type FieldError = { path: string; message: string };

export type ErrorDetails = {
  fields?: readonly FieldError[];
  /** The state that the request collided with, in wire shape. */
  current?: unknown;
  retryAfterSeconds?: number;
  /** Methods that the address takes, where another one was tried. */
  allow?: readonly string[];
  cause?: unknown;
};

/**
 * An expected refusal. The message is shown to people: say what is wrong and what to do. Anything that is not an
 * AppError is a surprise and reaches nobody but the log.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "AppError";
    this.code = code;
    this.details = details;
  }

  get retryable(): boolean {
    return this.code === "too_many" || this.code === "unavailable";
  }
}

export function notFound(what: string): AppError {
  return new AppError("not_found", `There is no such ${what}, or you may not see it.`);
}

export function invalid(fields: readonly FieldError[]): AppError {
  const [first] = fields;
  const message = fields.length === 1 && first ? first.message : `${fields.length} values need attention.`;
  return new AppError("invalid", message, { fields });
}

/** Closes a switch: a case that was forgotten does not compile. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${String(value)}`);
}
