import { WebSocket } from "ws";
import { decodeBinaryFrame, type BinaryFrame } from "./binary-frame.ts";
import type { ComfyAddress } from "./send-request.ts";
import { parseSocketMessage, type SocketMessage } from "./socket-message-schema.ts";

export type SocketEvent = { kind: "message"; message: SocketMessage } | BinaryFrame;

export type SocketOptions = {
  address: ComfyAddress;
  /** Fresh for every connection: a reused one may leave the new socket deaf. */
  clientId: string;
  signal: AbortSignal;
  pingMs?: number | undefined;
  /** After so long without a frame or a pong the peer is taken for gone. */
  silenceMs?: number | undefined;
};

const handshakeMs = 10_000;
const usualPingMs = 20_000;
/** Servers loading a model hold back their pongs for many seconds. */
const usualSilenceMs = 90_000;
const maxFrameBytes = 64 * 1024 * 1024;
/** Previews are worth nothing late; beyond this the oldest are dropped. */
const longestBacklog = 2000;

/**
 * One connection as it happens: yields frames until it closes or `signal` ends it, then returns. Throws when it could
 * not be opened. Reads eagerly, because a reader that stalls freezes events for everybody on that server.
 */
export async function* openSocket(options: SocketOptions): AsyncGenerator<SocketEvent> {
  const { address, clientId, signal, pingMs = usualPingMs, silenceMs = usualSilenceMs } = options;
  const url = `${address.origin.replace(/^http/, "ws")}/ws?clientId=${encodeURIComponent(clientId)}`;
  const socket = new WebSocket(url, {
    headers: address.headers,
    handshakeTimeout: handshakeMs,
    perMessageDeflate: false,
    maxPayload: maxFrameBytes,
  });
  socket.binaryType = "nodebuffer";
  const backlog: SocketEvent[] = [];
  let failure: Error | null = null;
  let closed = false;
  let lastHeard = performance.now();
  let arrived: () => void = () => undefined;

  socket.on("open", () => {
    // Only the first JSON frame counts as the handshake.
    socket.send(JSON.stringify({ type: "feature_flags", data: { supports_preview_metadata: true } }));
  });
  socket.on("message", (data, isBinary) => {
    lastHeard = performance.now();
    const event = isBinary ? decodeBinaryFrame(asBytes(data)) : asMessage(asBytes(data));
    if (event === null) return;
    backlog.push(event);
    if (backlog.length > longestBacklog) backlog.shift();
    arrived();
  });
  socket.on("pong", () => (lastHeard = performance.now()));
  socket.on("error", (error) => (failure = error));
  socket.on("close", () => {
    closed = true;
    arrived();
  });
  const heart = setInterval(() => {
    if (performance.now() - lastHeard > silenceMs) socket.terminate();
    else if (socket.readyState === WebSocket.OPEN) socket.ping();
  }, pingMs);
  const end = () => socket.terminate();
  signal.addEventListener("abort", end, { once: true });
  if (signal.aborted) end();

  try {
    while (true) {
      const event = backlog.shift();
      if (event !== undefined) yield event;
      else if (closed) break;
      else await new Promise<void>((resolve) => (arrived = resolve));
    }
    if (failure !== null && !signal.aborted) throw failure;
  } finally {
    clearInterval(heart);
    signal.removeEventListener("abort", end);
    socket.terminate();
  }
}

function asMessage(bytes: Uint8Array): SocketEvent | null {
  const message = parseSocketMessage(new TextDecoder().decode(bytes));
  return message === null ? null : { kind: "message", message };
}

function asBytes(data: Buffer | ArrayBuffer | Buffer[]): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
