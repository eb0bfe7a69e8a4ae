import type { Db } from "#lib/db/client";
import type { EventHub } from "./event-hub.ts";
import { comment, eventFrame, message, retryAfter } from "./frame.ts";
import { createInbox, type Inbox } from "./inbox.ts";
import { formatPosition, isAfter, parsePosition, type Position } from "./position.ts";
import { openGate, type Visitor } from "./stream-gate.ts";
import { canReplay, readEvents } from "./read-events.ts";

export type StreamParts = { db: Db; events: EventHub };

export type StreamClient = Visitor & {
  /** The id of the last event the client has, null when it starts afresh. */
  lastEventId: string | null;
  signal: AbortSignal;
};

export type StreamLimits = {
  /** How often the session is asked for again, and a quiet stream shows that it lives. */
  checkMs: number;
  /** What may wait for a client that does not read. */
  mostWaitingBytes: number;
};

const usualLimits: StreamLimits = { checkMs: 10_000, mostWaitingBytes: 1_000_000 };
const retryMs = 1000;
const pageSize = 500;

/**
 * The body of `GET /api/v1/events`. First what happened after `lastEventId`, then everything as it happens, each event
 * of the actor's projects exactly once and in order; progress beside it. `ready` carries the position of a client that
 * came without one; `reset` tells a client whose position cannot be replayed to read everything again. Ends when the
 * client goes, its session ends, or it is too slow; a client that comes back with its last id misses nothing.
 */
export function streamEvents(
  parts: StreamParts,
  client: StreamClient,
  limits: StreamLimits = usualLimits,
): ReadableStream<Uint8Array> {
  const ending = new AbortController();
  const signal = AbortSignal.any([client.signal, ending.signal]);
  let source: AsyncGenerator<Uint8Array> | undefined;
  return new ReadableStream({
    start(controller) {
      const inbox = createInbox(limits.mostWaitingBytes, () => {
        ending.abort();
        // An abort, because a close would wait for the client to read what it does not read.
        controller.error(new DOMException("The client is too slow.", "AbortError"));
      });
      source = frames(parts, { ...client, signal }, inbox, limits);
    },
    async pull(controller) {
      const next = await source?.next();
      if (signal.aborted && client.signal.aborted === false) return;
      if (next === undefined || next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      ending.abort();
      await source?.return(undefined);
    },
  });
}

async function* frames(
  { db, events: hub }: StreamParts,
  client: StreamClient,
  inbox: Inbox,
  { checkMs }: StreamLimits,
): AsyncGenerator<Uint8Array> {
  const { position, leave } = await hub.join(inbox);
  const end = () => {
    leave();
    inbox.close();
  };
  // Also when nobody pulls any more: a client that went away must not be held in memory.
  client.signal.addEventListener("abort", end, { once: true });
  try {
    if (client.signal.aborted) return;
    const gate = openGate(client);
    let checkedAt = performance.now();
    yield retryAfter(retryMs);
    let sent = await resumeFrom(db, client.lastEventId);
    if (sent === null) {
      yield message(client.lastEventId === null ? "ready" : "reset", {}, formatPosition(position));
      sent = position;
    }
    for await (const frame of backFill(db, sent)) {
      sent = frame.position;
      if (await gate.lets(frame)) yield frame.bytes;
    }
    while (!client.signal.aborted) {
      if (performance.now() - checkedAt >= checkMs) {
        await gate.ask();
        checkedAt = performance.now();
      }
      const { events, progress } = inbox.take();
      for (const frame of events) {
        if (!isAfter(frame.position, sent)) continue;
        sent = frame.position;
        if (await gate.lets(frame)) yield frame.bytes;
      }
      if (!gate.isOpen()) return;
      for (const frame of progress) if (await gate.lets(frame)) yield frame.bytes;
      if (!(await inbox.wait(checkMs))) yield comment("still here");
    }
  } finally {
    end();
  }
}

/** Where to go on from, null when the client has to start afresh. */
async function resumeFrom(db: Db, lastEventId: string | null): Promise<Position | null> {
  const position = lastEventId === null ? null : parsePosition(lastEventId);
  return position !== null && (await canReplay(db, position)) ? position : null;
}

/** What happened after `from` until now. The live events overlap with it; they are told apart by position. */
async function* backFill(db: Db, from: Position) {
  for (let position = from; ;) {
    const page = await readEvents(db, position, pageSize);
    yield* page.map(eventFrame);
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    position = last.position;
  }
}
