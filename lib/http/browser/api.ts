import type { ApiError } from "#lib/http/api-error-schema";
import { personHeader } from "#lib/http/person-header";
import { parseExactJson, stringifyExactJson } from "#lib/json";
import { ApiProblem, type ProblemDetails } from "./api-problem.ts";

export { ApiProblem } from "./api-problem.ts";

export type SendMethod = "POST" | "PUT" | "DELETE";

type SendOptions = {
  /** Reuse it to repeat a change whose answer was lost: it is then carried out once. */
  idempotencyKey?: string;
  signal?: AbortSignal;
  /** Lets it outlive the page: what is sent on the way out still arrives. */
  keepalive?: boolean;
  /** After so long without an answer it counts as lost. For a change that is sent again with its key. */
  limitMs?: number;
};

let pagePerson: string | undefined;

/** From now on every change says whose page this is: the server does it in nobody else's name. */
export function speakAs(personId: string): void {
  pagePerson = personId;
}

/** Reads `path` (with query). Throws ApiProblem; an abort passes as the browser throws it. */
export async function apiGet<T>(path: string, options: { signal?: AbortSignal } = {}): Promise<T> {
  return request<T>(path, { method: "GET", ...options });
}

/**
 * Sends a change. FormData goes as multipart, anything else as JSON. Every POST carries an idempotency key, any other
 * change when it is given one.
 */
export async function apiSend<T>(
  method: SendMethod,
  path: string,
  body?: unknown,
  options: SendOptions = {},
): Promise<T> {
  const headers: Record<string, string> = pagePerson === undefined ? {} : { [personHeader]: pagePerson };
  const key = options.idempotencyKey ?? (method === "POST" ? newIdempotencyKey() : undefined);
  if (key !== undefined) headers["idempotency-key"] = key;
  const { limitMs, keepalive = false } = options;
  const signal = options.signal ?? (limitMs === undefined ? undefined : AbortSignal.timeout(limitMs));
  const init: RequestInit = { method, headers, keepalive, ...(signal && { signal }) };
  if (body instanceof FormData) init.body = body;
  else if (body !== undefined) {
    headers["content-type"] = "application/json";
    init.body = stringifyExactJson(body);
  }
  return request<T>(path, init);
}

/** `randomUUID` exists only on https and localhost; a team may well serve us over plain http. */
export function newIdempotencyKey(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}

/** A path with the query fields that have a value. */
export function withQuery(
  path: string,
  query: Readonly<Record<string, string | number | undefined | null>>,
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") search.set(name, String(value));
  }
  return search.size === 0 ? path : `${path}?${search}`;
}

async function request<T>(path: string, init: RequestInit): Promise<T> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, { credentials: "same-origin", cache: "no-store", ...init });
    text = await response.text();
  } catch (error) {
    if (init.signal?.aborted && !isTimeout(init.signal.reason)) throw error;
    throw new ApiProblem({
      code: "offline",
      message: "Proofsheet cannot be reached. Check the connection; nothing you typed is lost.",
      retryable: true,
    });
  }
  if (!response.ok) throw new ApiProblem(readProblem(response, text));
  return parseAnswer(text) as T;
}

function isTimeout(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === "TimeoutError";
}

// Parsing exactly costs a call per value, so it is done only where an answer holds an integer that would be rounded.
const wideInteger = /[[:,\s]-?\d{16,}/;

function parseAnswer(text: string): unknown {
  if (text === "") return null;
  return wideInteger.test(text) ? parseExactJson(text) : JSON.parse(text);
}

function readProblem(response: Response, text: string): ProblemDetails {
  const retryAfterSeconds = Number(response.headers.get("retry-after")) || undefined;
  const found = parseError(text);
  if (found === undefined) {
    const away = response.status === 502 || response.status === 503 || response.status === 504;
    return {
      code: away ? "unavailable" : "internal",
      message: away
        ? "Proofsheet is starting or overloaded. Try again in a moment."
        : `The server answered ${response.status} without saying why. Try again.`,
      retryable: away,
    };
  }
  return {
    code: found.code,
    message: found.message,
    retryable: found.retryable === true,
    ...(found.fields && { fields: found.fields }),
    ...(found.current !== undefined && { current: found.current }),
    ...(found.id !== undefined && { id: found.id }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  };
}

function parseError(text: string): ApiError["error"] | undefined {
  try {
    const answer = JSON.parse(text) as Partial<ApiError> | null;
    return typeof answer?.error?.message === "string" ? answer.error : undefined;
  } catch {
    return undefined;
  }
}
