import { setConnection, type Connection } from "./connection.ts";
import type { Frame } from "./frame.ts";
import { openStream } from "./open-stream.ts";

const streamUrl = "/api/v1/events";
const name = "proofsheet-events";

/** What tabs say to each other. The tab that holds the lock leads: it alone is connected to the server. */
type Message =
  | { type: "frame"; frame: Frame }
  | { type: "connection"; connection: Connection }
  | { type: "hello" };

const listeners = new Set<(frame: Frame) => void>();

/** Hears every frame in this tab, whichever tab it came through. Returns the way out. */
export function subscribeFrames(listener: (frame: Frame) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/**
 * One stream per browser: browsers allow six connections to a host, and six open tabs would use them up. A tab that
 * takes over the lead resumes at the last id it heard, so nothing is missed in between. Where locks are not to be had
 * (plain http on another machine) every tab connects for itself. Returns a function that stops.
 */
export function startLiveEvents(onFrame: (frame: Frame) => void): () => void {
  const locks = "locks" in navigator ? navigator.locks : undefined;
  const channel = locks ? new BroadcastChannel(name) : undefined;
  const stopping = new AbortController();
  let lastId: string | null = null;
  let connection: Connection = "connecting";
  let leading = false;

  function takeFrame(frame: Frame): void {
    if (frame.type === "event") lastId = frame.event.id;
    if (frame.type === "ready" || frame.type === "reset") lastId = frame.id;
    onFrame(frame);
    for (const listener of listeners) listener(frame);
  }

  function takeConnection(next: Connection): void {
    connection = next;
    setConnection(next);
  }

  function lead(): () => void {
    leading = true;
    return openStream({
      url: streamUrl,
      lastId,
      onFrame: (frame) => {
        takeFrame(frame);
        channel?.postMessage({ type: "frame", frame } satisfies Message);
      },
      onConnection: (next) => {
        takeConnection(next);
        channel?.postMessage({ type: "connection", connection: next } satisfies Message);
      },
    });
  }

  channel?.addEventListener("message", ({ data }: MessageEvent<Message>) => {
    if (data.type === "hello") {
      if (leading) channel.postMessage({ type: "connection", connection } satisfies Message);
    } else if (leading) return;
    else if (data.type === "frame") takeFrame(data.frame);
    else takeConnection(data.connection);
  });

  if (locks === undefined) return lead();
  channel?.postMessage({ type: "hello" } satisfies Message);
  locks
    .request(name, { signal: stopping.signal }, async () => {
      // The lock may be handed over in the very moment in which this tab stops.
      if (stopping.signal.aborted) return;
      const close = lead();
      await new Promise<void>((resolve) => stopping.signal.addEventListener("abort", () => resolve()));
      close();
    })
    .catch((error: unknown) => {
      // Stopping while still waiting for the lead is the ordinary end of a tab that never led.
      if (!stopping.signal.aborted) throw error;
    });
  return () => {
    stopping.abort();
    channel?.close();
  };
}
