import type { IncomingHttpHeaders } from "node:http";
import { ComfyFault } from "./comfy-fault.ts";
import { openExchange } from "./http-exchange.ts";
import { acceptedPacking, unpackAnswer } from "./unpack-answer.ts";

export type ComfyRequest = {
  method?: "GET" | "POST";
  /** With leading slash and query. */
  path: string;
  body?: string | FormData;
  /** Asks only for the bytes from here on. */
  fromByte?: number;
  timeoutMs: number;
  /** So long without a byte is too long, however much time is left. */
  silenceMs?: number;
  /** Larger answers are cut off and refused. */
  maxBytes?: number;
  signal?: AbortSignal | undefined;
};

export type ComfyReply = { status: number; headers: IncomingHttpHeaders; bytes: Uint8Array };

export type ComfyAddress = { origin: string; headers: Readonly<Record<string, string>> };

const jsonLimitBytes = 256 * 1024 * 1024;

/** Splits credentials off a configured address; requests and `ws` want them as a header. */
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
 * No Origin, Referer or cookie is ever sent, no redirect followed and nothing sent twice. Throws `ComfyFault`, or the
 * reason of `signal` when the caller gave up.
 */
export async function sendRequest(address: ComfyAddress, request: ComfyRequest): Promise<ComfyReply> {
  const { method = "GET", path, fromByte, timeoutMs, silenceMs, maxBytes = jsonLimitBytes, signal } = request;
  const { type, body } = await encodeBody(request.body);
  signal?.throwIfAborted();
  const exchange = openExchange({
    url: new URL(`${address.origin}${path}`),
    method,
    headers: {
      ...address.headers,
      accept: "*/*",
      "accept-encoding": acceptedPacking,
      ...(type === null ? {} : { "content-type": type }),
      ...(fromByte === undefined ? {} : { range: `bytes=${fromByte}-` }),
    },
    body,
    maxBytes,
    silenceMs,
  });
  const kindNow = () => (exchange.hasConnected ? "unanswered" : "unsent");
  const quit = () => exchange.end(new Error("Nobody waits for it any more."));
  const timer = setTimeout(() => {
    exchange.end(new ComfyFault(kindNow(), `No answer within ${timeoutMs / 1000} s`));
  }, timeoutMs);
  signal?.addEventListener("abort", quit, { once: true });
  try {
    return await unpackAnswer(await exchange.answer, maxBytes);
  } catch (error) {
    if (error instanceof ComfyFault) throw error;
    if (signal?.aborted) throw signal.reason;
    const { received } = exchange;
    throw new ComfyFault(kindNow(), reasonOf(error), null, { cause: error, received });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", quit);
  }
}

/** The body as it goes over the wire, with its type; a form is read into memory, files and all. */
async function encodeBody(
  body: string | FormData | undefined,
): Promise<{ type: string | null; body?: string | Uint8Array }> {
  if (body === undefined) return { type: null };
  if (typeof body === "string") return { type: "application/json", body };
  const encoded = new Response(body);
  return { type: encoded.headers.get("content-type"), body: new Uint8Array(await encoded.arrayBuffer()) };
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : null;
  if (code === "ECONNREFUSED") return "Nothing answers at its address";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "Its host name is not known";
  if (code === "ECONNRESET" || code === "EPIPE") return "The connection was cut";
  return code === null ? "The request failed" : `The request failed (${code})`;
}
