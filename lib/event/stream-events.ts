import type { ServerResponse } from "node:http";
import type { Db } from "#lib/db/client";
import type { EventHub } from "./event-hub.ts";
import { comment, eventFrame, message, retryAfter } from "./frame.ts";
import { createInbox, type News } from "./inbox.ts";
import { formatPosition, isAfter, parsePosition, type Position } from "./position.ts";
import { changesAccounts, openGate, type Visitor } from "./stream-gate.ts";
import { canReplay, readEvents } from "./read-events.ts";

export type StreamParts = { db: Db; events: EventHub };

export type StreamClient = Visitor & {
  /** The id of the last event the client has, null when it starts afresh. */
  lastEventId: string | null;
  signal: AbortSignal;
  /** Where the body ends up, when that is known. */
  line?: Line | undefined;
};

/** The way to the client behind the body's stream. */
type Line = Pick<ServerResponse, "write" | "once" | "off" | "destroyed" | "writableNeedDrain">;

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
  let stream: { pull(): void; stop(): void } | undefined;
  return new ReadableStream(
    {
      start: (controller) => void (stream = startStream(parts, client, limits, controller)),
      pull: () => stream?.pull(),
      cancel: () => stream?.stop(),
    },
    // Nothing is queued here: what a client does not take waits in its inbox, where it is counted.
    { highWaterMark: 0 },
  );
}

/**
 * Feeds `controller` whenever the client wants more. A client that keeps up has each event within the very call that
 * delivers it to the hub: one that went through promises first would cost several times as much, times all clients. For
 * the same reason, events go past the stream to the line behind it, once that has taken all the stream had.
 */
function startStream(
  { db, events: hub }: StreamParts,
  client: StreamClient,
  { checkMs, mostWaitingBytes }: StreamLimits,
  controller: ReadableStreamDefaultController<Uint8Array>,
) {
  const gate = openGate(client);
  /** The last event that was sent or passed over; null until the client has caught up. */
  let sent: Position | null = null;
  let isEnded = false;
  let isAsking = false;
  let isQuiet = true;
  /** The client has taken everything so far and waits for more. */
  let isWanted = false;
  /** All that was put into the stream has reached the line behind it, so that nothing can be overtaken. */
  let isStreamEmpty = false;
  let giveTurn: () => void = () => undefined;
  let leave: () => void = () => undefined;
  const stop = () => end(() => controller.close());
  const inbox = createInbox(mostWaitingBytes, {
    onNews: flush,
    // An error, because a close would wait for the client to read what it does not read.
    onOverflow: () => end(() => controller.error(new DOMException("The client is too slow.", "AbortError"))),
  });
  let heart: ReturnType<typeof setInterval> | undefined;

  function end(close: () => void): void {
    if (isEnded) return;
    isEnded = true;
    clearInterval(heart);
    client.signal.removeEventListener("abort", stop);
    client.line?.off("drain", want);
    leave();
    inbox.close();
    giveTurn();
    close();
  }

  function put(bytes: Uint8Array): void {
    isQuiet = false;
    const { line } = client;
    if (line === undefined || !isStreamEmpty) {
      isWanted = false;
      isStreamEmpty = false;
      controller.enqueue(bytes);
    } else if (line.destroyed) stop();
    else if (!line.write(bytes)) {
      isWanted = false;
      line.once("drain", want);
    }
  }

  function want(): void {
    isWanted = true;
    giveTurn();
    flush();
  }

  /** The stream's reader hands one chunk on before it asks for the next, through promises at most. */
  function pull(): void {
    want();
    if (!isWanted || isEnded) return;
    setImmediate(() => {
      if (isWanted && client.line?.writableNeedDrain === false) isStreamEmpty = true;
    });
  }

  /** Sends when it is the client's turn. */
  async function send(bytes: Uint8Array): Promise<void> {
    if (!isWanted && !isEnded) await new Promise<void>((resolve) => (giveTurn = resolve));
    if (!isEnded) put(bytes);
  }

  async function catchUp(): Promise<void> {
    const membership = await hub.join(inbox);
    if (isEnded) return membership.leave();
    leave = membership.leave;
    await send(retryAfter(retryMs));
    let last = await resumeFrom(db, client.lastEventId);
    if (last === null) {
      const name = client.lastEventId === null ? "ready" : "reset";
      await send(message(name, {}, formatPosition(membership.position)));
      last = membership.position;
    }
    for await (const frame of backFill(db, last)) {
      if (isEnded) return;
      last = frame.position;
      if (changesAccounts(frame)) await gate.ask();
      if (gate.lets(frame)) await send(frame.bytes);
    }
    if (isEnded) return;
    sent = last;
    heart = setInterval(() => void check(), checkMs);
    flush();
  }

  function flush(): void {
    if (sent === null || !isWanted || isEnded || isAsking) return;
    const news = inbox.take();
    if (news.events.some(changesAccounts)) void askThenDeliver(news);
    else deliver(news);
  }

  async function askThenDeliver(news: News): Promise<void> {
    isAsking = true;
    await gate.ask();
    isAsking = false;
    if (isEnded) return;
    deliver(news);
    flush();
  }

  function deliver({ events, progress }: News): void {
    if (!gate.isOpen()) return stop();
    const chunks: Uint8Array[] = [];
    for (const frame of events) {
      // What came in while the client caught up, it has already.
      if (sent !== null && !isAfter(frame.position, sent)) continue;
      sent = frame.position;
      if (gate.lets(frame)) chunks.push(frame.bytes);
    }
    for (const frame of progress) if (gate.lets(frame)) chunks.push(frame.bytes);
    const [first] = chunks;
    if (first !== undefined) put(chunks.length === 1 ? first : Buffer.concat(chunks));
  }

  async function check(): Promise<void> {
    await gate.ask();
    if (isEnded) return;
    if (!gate.isOpen()) return stop();
    if (isQuiet && isWanted && sent !== null) put(comment("still here"));
    isQuiet = true;
  }

  client.signal.addEventListener("abort", stop, { once: true });
  if (client.signal.aborted) stop();
  else catchUp().catch((error: unknown) => end(() => controller.error(error)));
  return {
    pull,
    stop: () => end(() => undefined),
  };
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
