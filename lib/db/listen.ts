import { Socket } from "node:net";
import pg from "pg";
import { takeAppRole } from "./app-role.ts";
import { channelName, type WakeChannel } from "./wake.ts";

export type Listener = {
  /** Calls back for each notification of `channel` with its payload, and once after a reconnect with "". */
  subscribe(channel: WakeChannel, callback: (payload: string) => void): () => void;
  close(): Promise<void>;
};

const allChannels: readonly WakeChannel[] = ["event", "queue", "cancel", "progress"];
type ListenerOptions = { beatMs?: number; channels?: readonly WakeChannel[] };

const reconnectMs = 1000;
const usualBeatMs = 10_000;

/**
 * One LISTEN connection for a whole process, for those of the `channels` that somebody there subscribes to: being woken for
 * others takes time as well. It reconnects by itself and then calls everybody once, because notifications sent meanwhile
 * are not replayed. Every `beatMs` it asks whether the other end still lives: a connection that only listens would never
 * notice.
 */
export function startListener(
  url: string,
  { beatMs = usualBeatMs, channels = allChannels }: ListenerOptions = {},
): Listener {
  const subscribers = new Map<WakeChannel, Set<(payload: string) => void>>();
  let client: pg.Client | undefined;
  let socket: Socket | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  function call(channel: WakeChannel, payload: string): void {
    for (const callback of subscribers.get(channel) ?? []) callback(payload);
  }

  async function connect(): Promise<void> {
    const line = new Socket();
    const next = new pg.Client({ connectionString: url, stream: () => line, query_timeout: beatMs });
    next.on("error", reconnect);
    next.on("end", reconnect);
    next.on("notification", ({ channel, payload }) => {
      const known = channels.find((name) => channelName(name) === channel);
      if (known) call(known, payload ?? "");
    });
    client = next;
    socket = line;
    try {
      await next.connect();
      const words = channels.map((channel) => `LISTEN ${channelName(channel)}`);
      await next.query([takeAppRole, ...words].join("; "));
      for (const channel of channels) call(channel, "");
    } catch {
      reconnect();
    }
  }

  function reconnect(): void {
    if (closed || retry !== undefined) return;
    client?.removeAllListeners();
    client?.on("error", () => undefined);
    socket?.destroy();
    retry = setTimeout(() => {
      retry = undefined;
      void connect();
    }, reconnectMs);
  }

  function beat(): void {
    const asked = client;
    // Not while it is being replaced, which takes care of itself.
    if (retry === undefined) asked?.query("SELECT").catch(() => asked === client && reconnect());
  }

  void connect();
  const heart = setInterval(beat, beatMs);
  return {
    subscribe(channel, callback) {
      const set = subscribers.get(channel) ?? new Set();
      subscribers.set(channel, set.add(callback));
      return () => void set.delete(callback);
    },
    async close() {
      closed = true;
      clearTimeout(retry);
      clearInterval(heart);
      client?.removeAllListeners();
      client?.on("error", () => undefined);
      await client?.end().catch(() => undefined);
    },
  };
}
