import { randomUUID } from "node:crypto";
import { openSocket, type SocketEvent } from "./comfy-socket.ts";
import type { ComfyAddress } from "./send-request.ts";

export type KeptSocket = {
  /** The id under which events come back now; give it to the next prompt. */
  readonly clientId: string;
  /** Whether frames can be expected at all. */
  readonly isOpen: boolean;
  /**
   * Call after a prompt was accepted, with the `performance.now()` from before it was posted: a socket that brought
   * no status since, although the queue moved, is deaf and is replaced.
   */
  expectStatus(sinceMs: number): void;
  /** Resolves when the first status has come, or after `atMostMs`; at once where it was waited for in vain. */
  opened(atMostMs: number): Promise<void>;
};

export type KeepSocketOptions = {
  address: ComfyAddress;
  signal: AbortSignal;
  onEvent(event: SocketEvent): void;
  /** How long a status may take after our own enqueue. */
  deafAfterMs?: number;
  /** How long the first status may take, from the handshake on: a server loading a model is slow. */
  firstStatusMs?: number;
  /** First wait before another try; doubles up to ten times that. */
  retryMs?: number;
  pingMs?: number;
  silenceMs?: number;
};

/** Keeps one socket to a server, a fresh client id for each connection. Never throws; events are only hints. */
export function keepSocket(options: KeepSocketOptions): KeptSocket {
  const { address, signal, onEvent, deafAfterMs = 3000, retryMs = 500, firstStatusMs = 15_000 } = options;
  const life = { pingMs: options.pingMs, silenceMs: options.silenceMs };
  let clientId = randomUUID();
  let isOpen = false;
  let connection = new AbortController();
  let deafTimer: ReturnType<typeof setTimeout> | undefined;
  let isHopeless = false;
  let lastStatusMs = 0;
  const waiting = new Set<() => void>();

  function hear(): void {
    isOpen = true;
    isHopeless = false;
    lastStatusMs = performance.now();
    for (const resolve of waiting) resolve();
    waiting.clear();
    clearTimeout(deafTimer);
    deafTimer = undefined;
  }

  async function keep(): Promise<void> {
    let delayMs = retryMs;
    while (!signal.aborted) {
      connection = new AbortController();
      const both = AbortSignal.any([signal, connection.signal]);
      deafTimer = setTimeout(() => connection.abort(), firstStatusMs);
      try {
        for await (const event of openSocket({ ...life, address, clientId, signal: both })) {
          if (event.kind === "message" && event.message.type === "status") hear();
          delayMs = retryMs;
          onEvent(event);
        }
      } catch {
        // The probe says whether the server is up; a socket that cannot be opened is only tried again.
      }
      isOpen = false;
      clearTimeout(deafTimer);
      deafTimer = undefined;
      clientId = randomUUID();
      await pause(connection.signal.aborted ? 0 : delayMs, signal);
      delayMs = Math.min(delayMs * 2, retryMs * 10);
    }
  }

  void keep();
  return {
    get clientId() {
      return clientId;
    },
    get isOpen() {
      return isOpen;
    },
    expectStatus(sinceMs) {
      if (!isOpen || lastStatusMs >= sinceMs) return;
      deafTimer ??= setTimeout(() => connection.abort(), deafAfterMs);
    },
    async opened(atMostMs) {
      if (isOpen || isHopeless) return;
      const timer = new AbortController();
      await Promise.race([
        new Promise<void>((resolve) => waiting.add(resolve)),
        pause(atMostMs, AbortSignal.any([signal, timer.signal])),
      ]);
      timer.abort();
      isHopeless = !isOpen;
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
  });
}
