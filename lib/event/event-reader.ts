import type { Db } from "#lib/db/client";
import type { Listener } from "#lib/db/listen";
import type { Log } from "#lib/log";
import { createAlarm } from "./alarm.ts";
import { type EventFrame, eventFrame, type ProgressFrame, progressFrame } from "./frame.ts";
import type { Position } from "./position.ts";
import { latestPosition, readEvents } from "./read-events.ts";
import { readProgress } from "./read-progress.ts";

export type ReaderParts = {
  db: Db;
  listener: Listener;
  log: Log;
  /** How long nothing is heard before the outbox is looked at all the same. */
  pollMs?: number;
};

export type Deliver = {
  events(frames: readonly EventFrame[]): void;
  progress(frames: readonly ProgressFrame[]): void;
};

export type EventReader = {
  /** Everything up to here was delivered or came before. */
  position(): Position;
  stop(): void;
};

/** The wake-up makes it fast, the poll makes it certain. */
const usualPollMs = 1000;
/** From a wake-up to the next look, then four times as long, up to the poll. */
const againMs = 15;
/** Progress of a run is worth a look ten times a second, not more. */
const progressMs = 100;
const batchSize = 500;

/** Follows the outbox and the progress of runs from now on: one query per wake-up, however many clients there are. */
export async function startEventReader(
  { db, listener, log, pollMs = usualPollMs }: ReaderParts,
  deliver: Deliver,
): Promise<EventReader> {
  let position = await latestPosition(db);
  let isStopped = false;
  const alarm = createAlarm();
  const moved = new Set<string>();
  let progressTimer: ReturnType<typeof setTimeout> | undefined;

  async function follow(): Promise<void> {
    let waitMs = pollMs;
    while (!isStopped) {
      const count = await deliverNext().catch((error: unknown) => {
        log.warn({ err: error }, "events cannot be read, trying again");
        return 0;
      });
      if (count === batchSize) continue;
      // What was told of may be hidden still, by a transaction that began before it and will tell of nothing.
      const isRung = await alarm.wait(waitMs);
      waitMs = isRung ? againMs : Math.min(waitMs * 4, pollMs);
    }
  }

  async function deliverNext(): Promise<number> {
    const batch = await readEvents(db, position, batchSize);
    const last = batch.at(-1);
    if (last === undefined || isStopped) return 0;
    position = last.position;
    deliver.events(batch.map(eventFrame));
    return batch.length;
  }

  function noteProgress(runId: string): void {
    if (runId === "") return;
    moved.add(runId);
    progressTimer ??= setTimeout(() => void deliverProgress(), progressMs);
  }

  async function deliverProgress(): Promise<void> {
    const runIds = [...moved];
    moved.clear();
    try {
      const lines = await readProgress(db, runIds);
      deliver.progress(lines.map(({ projectId, progress }) => progressFrame(projectId, progress)));
    } catch (error) {
      log.warn({ err: error }, "progress cannot be read");
    }
    progressTimer =
      moved.size > 0 && !isStopped ? setTimeout(() => void deliverProgress(), progressMs) : undefined;
  }

  const unsubscribe = [
    listener.subscribe("event", () => alarm.ring()),
    listener.subscribe("progress", noteProgress),
  ];
  void follow();
  return {
    position: () => position,
    stop() {
      isStopped = true;
      for (const end of unsubscribe) end();
      clearTimeout(progressTimer);
      alarm.ring();
    },
  };
}
