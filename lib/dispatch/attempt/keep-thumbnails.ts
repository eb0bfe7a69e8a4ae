import type { Db } from "#lib/db/client";
import type { Log } from "#lib/log";
import { saveBackfill } from "#lib/output/backfill-store";
import { saveThumbnailsMade } from "#lib/output/file-row-store";
import { isStorageFull, type FileStore } from "#lib/output/file-store";
import type { IngestedFile } from "#lib/output/ingest-file";
import { makeThumbnails } from "#lib/output/make-thumbnails";
import { isPicture } from "#lib/output/output-kind";
import { findThumbnailsDue } from "#lib/output/read-thumbnails-due";
import type { HeldEntry } from "#lib/dispatch/dispatch";
import { pause } from "#lib/dispatch/loop";
import type { Timings } from "#lib/dispatch/timings";

export type ThumbnailParts = {
  db: Db;
  files: FileStore;
  log: Log;
  timings: Timings;
  held: ReadonlyMap<string, HeldEntry>;
  signal: AbortSignal;
  /** So many pictures are kept in mind; what is beyond is found in the database again. */
  longestLine?: number;
};

export type ThumbnailKeeper = {
  /** Puts the pictures among stored files in line. */
  add(stored: readonly IngestedFile[]): void;
  /** Makes the thumbnails of all in line; those for which there is no room stay there. Throws without a database. */
  work(): Promise<void>;
  /** Puts in line what a worker that died, or an upload, has left without. */
  lookForLeft(): Promise<void>;
  /** Says how far this is while many are due. Asks nothing of the database when there is nothing to do. */
  tell(): Promise<void>;
};

/** Between two looks whether attempts still have their hands full. */
const lookMs = 20;
const mostLeft = 200;

/**
 * Makes thumbnails after the run has its outputs, a few pictures at a time. Nobody waits for them here: who looks
 * at a picture before is given what they ask for by the web process.
 */
export function createThumbnailKeeper(parts: ThumbnailParts): ThumbnailKeeper {
  const { db, files, log, timings, held, signal, longestLine = 500 } = parts;
  const due = new Map<string, string>();
  let isToldFull = false;
  let isMoreLeft = false;
  let isTelling = false;

  async function make(sha256: string, mime: string): Promise<void> {
    try {
      await makeThumbnails(files, { sha256, mime });
    } catch (error) {
      if (isStorageFull(error)) throw error;
      // Another try would find the same.
      log.error({ err: error, sha256 }, "no thumbnails can be made of a stored picture");
    }
    await saveThumbnailsMade(db, sha256);
    due.delete(sha256);
  }

  /** Ends early when `isEnough`; whoever was taken from the line by then is in the next one. */
  async function workOff(line: Iterable<[string, string]>, isEnough: () => boolean): Promise<void> {
    for (const [sha256, mime] of line) {
      await giveWay(parts);
      if (signal.aborted || isEnough()) return;
      await make(sha256, mime);
    }
  }

  async function lookForLeft(): Promise<void> {
    const left = await findThumbnailsDue(db, timings.thumbnailSweep / 1000, mostLeft);
    isMoreLeft = left.length === mostLeft;
    for (const { sha256, mime } of left) due.set(sha256, mime);
  }

  return {
    add(stored) {
      for (const { sha256, mime, kind } of stored) {
        if (sha256 === null || !isPicture(kind)) continue;
        if (due.size < longestLine) due.set(sha256, mime);
        else isMoreLeft = true;
      }
    },
    async work() {
      if (due.size > 0) await pause(timings.thumbnailRest, signal);
      try {
        do {
          const line = due.entries();
          // One at a time while runs are under way, whose commits wait for the same disk; two when there are none.
          await Promise.all([workOff(line, () => false), workOff(line, () => held.size > 0)]);
          // A long line is worked off piece by piece.
          if (isMoreLeft && !signal.aborted) await lookForLeft();
        } while (due.size > 0 && !signal.aborted);
        isToldFull = false;
      } catch (error) {
        if (!isStorageFull(error)) throw error;
        if (!isToldFull) log.warn({ waiting: due.size }, "storage is full; thumbnails wait for room");
        isToldFull = true;
        await pause(timings.spacePoll, signal);
      }
    },
    lookForLeft,
    async tell() {
      if (due.size > 0 || isTelling) isTelling = await saveBackfill(db);
    },
  };
}

/** Attempts that are posted or collected now go first, but not for ever. */
async function giveWay({ held, timings, signal }: ThumbnailParts): Promise<void> {
  const until = performance.now() + timings.thumbnailPatience;
  while (!signal.aborted && performance.now() < until && hasHandsFull(held)) await pause(lookMs, signal);
}

function hasHandsFull(held: ThumbnailParts["held"]): boolean {
  return [...held.values()].some(
    ({ attempt: { status } }) => status === "submitting" || status === "collecting",
  );
}
