import type { Frame } from "#lib/event/browser/frame";
import { apiGet } from "#lib/http/browser/api";
import type { Batch } from "#lib/run/batch-schema";
import { readWatched, takeWatched, type TextStore, type WatchedBatch } from "./watched-batches.ts";

/** How a batch stands for whoever waits for it: the first failure is news, and so is that nothing of it is left to do. */
export type BatchEnd = "failed" | "ended";

export type NewsParts = {
  store: TextStore;
  /** Null while nothing has failed and something is still to be done. */
  readEnd: (batchId: string) => Promise<BatchEnd | null>;
  tell: (batch: WatchedBatch, end: BatchEnd) => void;
  /** Runs of a batch end in bursts: so long they are gathered. */
  gatherMs?: number;
};

/**
 * Tells of each watched batch once: when it ends, or before that when the first of its runs fails. `hear` takes every
 * frame of the stream; `check` looks after what ended unseen. Of several tabs one tells.
 */
export function followBatches({ store, readEnd, tell, gatherMs = 300 }: NewsParts) {
  const due = new Map<string, ReturnType<typeof setTimeout>>();

  async function look(batch: WatchedBatch): Promise<void> {
    due.delete(batch.id);
    // What could not be read now is read with the next event, or by the next page.
    const end = await readEnd(batch.id).catch(() => null);
    if (end !== null && takeWatched(store, batch.id)) tell(batch, end);
  }

  return {
    hear(frame: Frame): void {
      if (frame.type === "reset" || frame.type === "ready") return this.check();
      if (frame.type !== "event" || frame.event.kind !== "run.changed") return;
      const { batchId, status } = frame.event.data;
      if (status === "queued" || status === "running") return;
      const batch = readWatched(store).find(({ id }) => id === batchId);
      if (batch === undefined || due.has(batch.id)) return;
      due.set(
        batch.id,
        setTimeout(() => void look(batch), gatherMs),
      );
    },
    check(): void {
      for (const batch of readWatched(store)) void look(batch);
    },
  };
}

/** Asks the server how a batch stands: in one read, or a run that fails between two would be in neither. */
export async function readBatchEnd(batch: string): Promise<BatchEnd | null> {
  const { queued, running, failed } = await apiGet<Batch>(`/api/v1/batches/${batch}`);
  if (failed > 0) return "failed";
  return queued + running > 0 ? null : "ended";
}

/** What a person reads. */
export function batchWords({ title }: WatchedBatch, end: BatchEnd): string {
  return end === "failed" ? `A run of “${title}” failed.` : `“${title}” is done.`;
}
