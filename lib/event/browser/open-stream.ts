import type { Connection } from "./connection.ts";
import { frameNames, parseFrame, type Frame } from "./frame.ts";
import { retryDelayMs } from "./retry-ladder.ts";

export type StreamOptions = {
  url: string;
  /** Where to resume; null starts from now. */
  lastId: string | null;
  onFrame: (frame: Frame) => void;
  onConnection: (connection: Connection) => void;
};

const pollingAfterFailures = 3;
/** The server sends a comment every 15 s, which an EventSource hides; a line cut without a word shows only here. */
const wakeCheckMs = 5000;
const sleptMs = 30_000;

/**
 * Keeps one EventSource open until the returned function is called. We reconnect ourselves: the browser gives up for
 * good on some answers (a 502 while the server restarts), and its delay cannot be set.
 */
export function openStream(options: StreamOptions): () => void {
  let lastId = options.lastId;
  let failures = 0;
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastTick = Date.now();

  function connect(): void {
    const url = lastId === null ? options.url : `${options.url}?lastEventId=${encodeURIComponent(lastId)}`;
    const current = new EventSource(url);
    source = current;
    current.onopen = () => {
      failures = 0;
      options.onConnection("live");
    };
    current.onerror = () => retry();
    for (const name of frameNames) {
      current.addEventListener(name, (message: MessageEvent<string>) => {
        const frame = parseFrame(name, message.data, message.lastEventId);
        if (frame === null) return;
        if (message.lastEventId !== "") lastId = message.lastEventId;
        options.onFrame(frame);
      });
    }
  }

  function retry(): void {
    source?.close();
    failures += 1;
    options.onConnection(failures > pollingAfterFailures ? "polling" : "reconnecting");
    clearTimeout(timer);
    timer = setTimeout(connect, retryDelayMs(failures, Math.random()));
  }

  // A machine that slept keeps a socket that is dead without knowing it.
  const watch = setInterval(() => {
    const now = Date.now();
    if (now - lastTick > sleptMs) retry();
    lastTick = now;
  }, wakeCheckMs);

  function online(): void {
    clearTimeout(timer);
    source?.close();
    connect();
  }

  // The socket itself notices a pulled cable only minutes later. A server on this very machine is there all the same.
  function offline(): void {
    retry();
  }

  window.addEventListener("online", online);
  window.addEventListener("offline", offline);
  connect();
  return () => {
    clearInterval(watch);
    clearTimeout(timer);
    window.removeEventListener("online", online);
    window.removeEventListener("offline", offline);
    source?.close();
  };
}
