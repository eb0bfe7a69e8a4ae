import type { FieldError } from "#lib/errors";
import type { ErrorCode } from "#lib/errors";

/** `offline`: the request or its answer was lost on the way; it may or may not have been carried out. */
export type ProblemCode = ErrorCode | "offline";

export type ProblemDetails = {
  code: ProblemCode;
  message: string;
  fields?: readonly FieldError[];
  /** With `conflict`: the state that stands now, in wire shape. */
  current?: unknown;
  retryable?: boolean;
  retryAfterSeconds?: number;
  /** With `internal`: what to quote. */
  id?: string;
};

/** A refused or lost request, in words for people. */
export class ApiProblem extends Error {
  readonly code: ProblemCode;
  readonly fields: readonly FieldError[];
  readonly current: unknown;
  readonly retryable: boolean;
  readonly retryAfterSeconds: number | undefined;
  readonly id: string | undefined;

  constructor(details: ProblemDetails) {
    super(details.message);
    this.name = "ApiProblem";
    this.code = details.code;
    this.fields = details.fields ?? [];
    this.current = details.current;
    this.retryable = details.retryable ?? false;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.id = details.id;
  }
}

/** Anything thrown, as a problem that can be shown; a surprise of our own code says nothing of its insides. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  return new ApiProblem({
    code: "internal",
    message: "Something went wrong on this page. Reload it and try again.",
  });
}
