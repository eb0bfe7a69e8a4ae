/**
 * What became of a request that brought no usable answer. `unsent`: it provably never reached the server, so it may
 * be sent again. `unanswered`: it may have been acted on. `unusable`: an answer came, but not one we can take.
 */
export type ComfyFaultKind = "unsent" | "unanswered" | "unusable";

/** Thrown for every request without a usable answer. The message names no address. */
export class ComfyFault extends Error {
  readonly kind: ComfyFaultKind;
  /** HTTP status where there was one. */
  readonly status: number | null;
  /** How much of the body had come when the connection broke. */
  readonly receivedBytes: number;

  constructor(
    kind: ComfyFaultKind,
    message: string,
    status: number | null = null,
    { cause, receivedBytes = 0 }: { cause?: unknown; receivedBytes?: number } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "ComfyFault";
    this.kind = kind;
    this.status = status;
    this.receivedBytes = receivedBytes;
  }
}

export type ComfyRequest = {
  method?: "GET" | "POST";
  /** With leading slash and query. */
  path: string;
  body?: string | FormData;
  /** Asks only for the bytes from here on. */
  fromByte?: number;
  timeoutMs: number;
  /** Larger answers are cut off and refused. */
  maxBytes?: number;
  signal?: AbortSignal | undefined;
};

export type ComfyReply = { status: number; headers: Headers; bytes: Uint8Array };

export type ComfyAddress = { origin: string; headers: Readonly<Record<string, string>> };

const jsonLimitBytes = 256 * 1024 * 1024;

/** Splits credentials off a configured address; `fetch` and `ws` want them as a header. */
export function addressOf(url: string): ComfyAddress {
  const parsed = new URL(url);
  const { username, password } = parsed;
  parsed.username = "";
  parsed.password = "";
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return {
    origin: parsed.href.replace(/\/+$/, ""),
    headers: username === "" ? {} : { authorization: `Basic ${Buffer.from(pair).toString("base64")}` },
  };
}

/**
 * One request, one whole answer: the length is checked against Content-Length, the size capped, the time limited.
 * No Origin, Referer or cookie is ever sent. Throws `ComfyFault`, or the reason of
 * `signal` when the caller gave up.
 */
export async function sendRequest(address: ComfyAddress, request: ComfyRequest): Promise<ComfyReply> {
  const { method = "GET", path, body, fromByte, timeoutMs, signal } = request;
  const limit = AbortSignal.timeout(timeoutMs);
  const headers: Record<string, string> = { ...address.headers };
  if (typeof body === "string") headers["content-type"] = "application/json";
  if (fromByte !== undefined) headers["range"] = `bytes=${fromByte}-`;
  let receivedBytes = 0;
  try {
    const response = await fetch(`${address.origin}${path}`, {
      method,
      headers,
      redirect: "error",
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      ...(body === undefined ? {} : { body }),
    });
    const bytes = await readWhole(response, request.maxBytes ?? jsonLimitBytes, (count) => {
      receivedBytes = count;
    });
    return { status: response.status, headers: response.headers, bytes };
  } catch (error) {
    if (error instanceof ComfyFault) throw error;
    if (signal?.aborted) throw signal.reason;
    if (limit.aborted) {
      throw new ComfyFault("unanswered", `No answer within ${timeoutMs / 1000} s`, null, { cause: error });
    }
    const kind = isUnsent(error) ? "unsent" : "unanswered";
    throw new ComfyFault(kind, reasonOf(error), null, { cause: error, receivedBytes });
  }
}

async function readWhole(
  response: Response,
  maxBytes: number,
  onReceived: (bytes: number) => void,
): Promise<Uint8Array> {
  const announced = response.headers.has("content-encoding") ? null : response.headers.get("content-length");
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    const chunk: Uint8Array = part;
    length += chunk.byteLength;
    if (length > maxBytes) {
      throw new ComfyFault("unusable", `The answer is larger than ${maxBytes} bytes`, response.status);
    }
    parts.push(chunk);
    onReceived(length);
  }
  if (announced !== null && length !== Number(announced)) {
    throw new ComfyFault("unanswered", `Got ${length} of ${announced} bytes`, response.status);
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
}

const unsentCodes = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function isUnsent(error: unknown): boolean {
  const code = codeOf(error);
  return isBlockedPort(error) || (code !== null && unsentCodes.has(code));
}

/** `fetch` refuses a list of ports that belong to other protocols, 6000 and 10080 among them. */
function isBlockedPort(error: unknown): boolean {
  return error instanceof Error && error.cause instanceof Error && error.cause.message === "bad port";
}

/** The system's error code, found below `fetch failed`; several addresses of one name come as an AggregateError. */
function codeOf(error: unknown): string | null {
  for (let current = error, depth = 0; depth < 5 && current instanceof Error; depth += 1) {
    if ("code" in current && typeof current.code === "string") return current.code;
    current = current instanceof AggregateError ? current.errors[0] : current.cause;
  }
  return null;
}

function reasonOf(error: unknown): string {
  if (isBlockedPort(error)) return "Its port is reserved for another protocol; give ComfyUI another one";
  const code = codeOf(error);
  if (code === "ECONNREFUSED") return "Nothing answers at its address";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "Its host name is not known";
  if (code === "ECONNRESET" || code === "UND_ERR_SOCKET") return "The connection was cut";
  return code === null ? "The request failed" : `The request failed (${code})`;
}
