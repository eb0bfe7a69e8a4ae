import { createComfyClient, type ComfyClient, type ServerFacts } from "#lib/comfyui/comfy-client";
import type { SocketEvent } from "#lib/comfyui/comfy-socket";
import { keepSocket, type KeptSocket } from "#lib/comfyui/keep-socket";
import type { ObjectInfo } from "#lib/comfyui/protocol-schema";
import { promptOf } from "#lib/comfyui/socket-message-schema";
import type { Db } from "#lib/db/client";
import type { Log } from "#lib/log";
import { readServerRow } from "#lib/server/read-servers";
import type { ServerRow } from "#lib/server/server-store";
import type { Health } from "./judge-health.ts";
import type { Timings } from "#lib/dispatch/timings";

export type PromptListener = (event: SocketEvent) => void;

/** This worker's line to one server: client, socket, and what is known of it right now. */
export type ServerLink = {
  readonly row: ServerRow;
  readonly client: ComfyClient;
  readonly socket: KeptSocket;
  facts: ServerFacts | null;
  objectInfo: { info: ObjectInfo; readAtMs: number } | null;
  /** A queued run lacks something here, so its node list is asked for again soon. */
  isWanting: boolean;
  state: Health;
  /** Its breaker has rested long enough: it may be given one run on trial. */
  isHalfOpen: boolean;
  /** Its warm-up as far as this worker has to remember: see keep-warm.ts. */
  readonly warmth: {
    isWarming: boolean;
    /** The socket's client id when the server was last looked at. */
    checkedClientId: string | null;
    /** Since when the prompt is neither in the queue nor in the history. */
    absentSinceMs: number | null;
  };
  silentProbes: number;
  /** A prompt that its history was last seen to have: while it still has it, it has not restarted. */
  witnessId: string | null;
  /** When it last answered anything, by `performance.now()`. */
  answeredAtMs: number;
  /** Why it is thought to be broken although it answers; cleared when its queue moves. */
  stalled: { reason: string; promptId: string } | null;
  /** Hears every event of a prompt until the returned function is called. */
  listen(promptId: string, listener: PromptListener): () => void;
  /** Probes now instead of at the next turn. */
  probeSoon: () => void;
  close(): void;
};

export type ServerLinks = {
  /** The configured servers. */
  all(): readonly ServerLink[];
  /** The link to any server we ever knew, opened when needed: attempts outlive configurations. */
  get(serverId: string): Promise<ServerLink>;
  close(): void;
};

/** Opens a link to each of `rows` at once; the socket connects by itself and again whenever it is lost. */
export function openLinks(db: Db, rows: readonly ServerRow[], timings: Timings, log: Log): ServerLinks {
  const links = new Map(rows.map((row) => [row.id, openLink(row, timings, log)]));
  return {
    all: () => rows.flatMap(({ id }) => links.get(id) ?? []),
    async get(serverId) {
      const known = links.get(serverId);
      if (known) return known;
      const row = await readServerRow(db, serverId);
      // Another caller may have opened it meanwhile.
      const link = links.get(serverId) ?? openLink(row, timings, log);
      links.set(serverId, link);
      return link;
    },
    close() {
      for (const link of links.values()) link.close();
    },
  };
}

/** Not more often than this is a server looked at because its queue has grown. */
const crowdedMs = 250;

function openLink(row: ServerRow, timings: Timings, log: Log): ServerLink {
  const client = createComfyClient(row.url, (what) =>
    log.warn({ server: row.name, what }, "the server sent NaN where JSON has none; it was read as null"),
  );
  const stop = new AbortController();
  const listeners = new Map<string, Set<PromptListener>>();
  /** Old previews do not say whose they are; the last prompt that spoke is the one that runs. */
  let speaking: string | null = null;
  let remaining = 0;
  let lookedAtMs = -Infinity;

  /**
   * More prompts than there are slots are somebody else's, or one of ours that something on the way delivered twice:
   * looked at soon, its second copy has not begun yet.
   */
  function noteQueue(now: number): void {
    const isCrowded = now > remaining && now > row.capacity && performance.now() - lookedAtMs > crowdedMs;
    remaining = now;
    if (!isCrowded) return;
    lookedAtMs = performance.now();
    link.probeSoon();
  }

  function onEvent(event: SocketEvent): void {
    if (event.kind === "message" && event.message.type === "status") {
      return noteQueue(event.message.data.status.exec_info.queue_remaining);
    }
    const named =
      event.kind === "message" ? promptOf(event.message) : event.kind === "preview" ? event.promptId : null;
    if (named !== null) speaking = named;
    const promptId = named ?? (event.kind === "preview" ? speaking : null);
    if (promptId === null) return;
    for (const listener of listeners.get(promptId) ?? []) listener(event);
  }

  const link: ServerLink = {
    row,
    client,
    socket: keepSocket({ address: client.address, signal: stop.signal, onEvent, deafAfterMs: timings.deaf }),
    facts: null,
    objectInfo: null,
    isWanting: false,
    state: { health: "unknown", reason: null },
    isHalfOpen: false,
    warmth: { isWarming: false, checkedClientId: null, absentSinceMs: null },
    silentProbes: 0,
    witnessId: null,
    answeredAtMs: performance.now(),
    stalled: null,
    listen(promptId, listener) {
      const set = listeners.get(promptId) ?? new Set();
      listeners.set(promptId, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0) listeners.delete(promptId);
      };
    },
    probeSoon: () => undefined,
    close: () => stop.abort(),
  };
  return link;
}
