import * as http from "node:http";
import * as https from "node:https";
import { ComfyFault, tooLarge } from "./comfy-fault.ts";
import { isPacked } from "./unpack-answer.ts";

export type Outgoing = {
  url: URL;
  method: "GET" | "POST";
  headers: Readonly<Record<string, string>>;
  body?: string | Uint8Array | undefined;
  /** An answer whose body is larger is cut off. */
  maxBytes: number;
  /** So long without a byte, and the answer is not waited for any longer. */
  silenceMs?: number | undefined;
};

/** An answer as it came over the wire: still packed if it was sent so. */
export type Incoming = { status: number; headers: http.IncomingHttpHeaders; bytes: Uint8Array };

/** A request that is under way. */
export type HttpExchange = {
  /** The whole answer. Rejects with a `ComfyFault`, what `end` was given, or the system's error. */
  readonly answer: Promise<Incoming>;
  /** Whether there ever was a connection. As long as there was none, not one byte of the request has left. */
  readonly hasConnected: boolean;
  /** What has come of a file, which is what carries an ETag; nothing of what is packed or no file. */
  readonly received: Uint8Array;
  /** Cuts the connection and has `answer` reject with `reason`, unless it is settled. */
  end(reason: Error): void;
};

const connectMs = 10_000;
/** Connections that rest are closed from here before a server or a proxy on the way is likely to do so. */
const restMs = 4000;

const agents = {
  http: new http.Agent({ keepAlive: true, timeout: restMs }),
  https: new https.Agent({ keepAlive: true, timeout: restMs }),
};

/** Statuses with which a server sends elsewhere. Nobody goes there: who knows whether the request was acted on here. */
const elsewhere = new Set([301, 302, 303, 307, 308]);

/**
 * Sends one request over a kept connection or a new one. Nothing is ever sent a second time: what becomes of a request
 * on a connection that the server was just closing is for the caller to find out.
 */
export function openExchange(outgoing: Outgoing): HttpExchange {
  const { url, method, headers, body, maxBytes, silenceMs } = outgoing;
  const isSecure = url.protocol === "https:";
  const request = isSecure
    ? https.request(url, { method, headers, agent: agents.https })
    : http.request(url, { method, headers, agent: agents.http });
  const { promise: answer, resolve, reject } = Promise.withResolvers<Incoming>();
  let hasConnected = false;
  const parts: Buffer[] = [];
  let receivedBytes = 0;
  let isCountable = false;
  let begun: http.IncomingMessage | null = null;

  function end(reason: Error): void {
    reject(reason);
    request.destroy(reason);
  }

  if (silenceMs !== undefined) {
    const silence = setTimeout(() => {
      end(new ComfyFault(hasConnected ? "unanswered" : "unsent", `Nothing came for ${silenceMs / 1000} s`));
    }, silenceMs);
    request.once("response", (response) => response.on("data", () => silence.refresh()));
    request.once("close", () => clearTimeout(silence));
  }

  request.once("socket", (socket) => {
    // One that breaks while nobody uses it must not end the process.
    if (!request.reusedSocket) socket.on("error", () => undefined);
    if (!socket.connecting) return void (hasConnected = true);
    const timer = setTimeout(() => {
      end(new ComfyFault("unsent", `No connection within ${connectMs / 1000} s`));
    }, connectMs);
    socket.once("close", () => clearTimeout(timer));
    socket.once(isSecure ? "secureConnect" : "connect", () => {
      hasConnected = true;
      clearTimeout(timer);
    });
  });
  request.on("error", (error) => {
    // What is written behind a whole answer cannot be read, and takes nothing from it: its end is still to come.
    if (begun?.complete !== true) reject(error);
  });
  // Unheard, it would be waited for as if nothing had come. The connection is nobody's then.
  request.once("upgrade", (_response, socket) => {
    reject(new ComfyFault("unanswered", "It answers in another protocol"));
    socket.destroy();
  });
  request.once("response", (response) => {
    const status = response.statusCode ?? 0;
    if (elsewhere.has(status)) return end(new ComfyFault("unanswered", "It sends requests elsewhere"));
    begun = response;
    // A file, by its name tag; of a page in its place the length says nothing of the file.
    isCountable = status === 200 && response.headers.etag !== undefined && !isPacked(response.headers);
    response.on("data", (part: Buffer) => {
      receivedBytes += part.byteLength;
      if (receivedBytes > maxBytes) return end(tooLarge(maxBytes, status));
      parts.push(part);
    });
    response.on("error", reject);
    response.once("end", () => {
      const announced = response.headers["content-length"];
      if (announced !== undefined && Number(announced) !== receivedBytes) {
        return end(new ComfyFault("unanswered", `Got ${receivedBytes} of ${announced} bytes`, status));
      }
      const bytes = parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
      resolve({ status, headers: response.headers, bytes });
    });
  });
  request.end(body);

  return {
    answer,
    get hasConnected() {
      return hasConnected;
    },
    get received() {
      return isCountable ? Buffer.concat(parts) : new Uint8Array();
    },
    end,
  };
}
