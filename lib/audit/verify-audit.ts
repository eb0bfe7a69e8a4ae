import type { Db } from "#lib/db/client";
import type { Checkpoint } from "./checkpoint.ts";
import {
  beforeAll,
  readHead,
  readIntruder,
  readSeal,
  readStretch,
  readUnsealed,
  type Seal,
} from "./read-chain.ts";

/** Seals that are checked in one statement: about a twentieth of a second, a few megabytes of memory. */
const stretchSize = 5000;

/** What was found: the end of an unbroken chain, or the first thing that is wrong with it, in words. */
export type Verified =
  | { isWhole: true; head: Checkpoint | null; unsealed: number }
  | { isWhole: false; why: string };

export type VerifyOptions = {
  /** Where the chain ended at an earlier time. Without one, a tail that was cut off cannot be missed. */
  checkpoint?: Checkpoint | null;
  /** Told after each stretch how many seals were checked. */
  onProgress?(seals: number): void;
};

/**
 * Goes through the whole chain: every seal is over its line and the seal before it, no place is left out, and no line
 * was put in where the chain has been already. May be asked while lines are written and sealed.
 */
export async function verifyAudit(db: Db, { checkpoint, onProgress }: VerifyOptions = {}): Promise<Verified> {
  let after = beforeAll;
  let seals = 0;
  for (;;) {
    const stretch = await readStretch(db, after, stretchSize);
    if (stretch.broken !== null) return broken(await explainBreak(db, stretch.broken));
    seals += stretch.count;
    onProgress?.(seals);
    if (stretch.count < stretchSize) break;
    after = stretch.last;
  }
  const intruder = await readIntruder(db);
  if (intruder !== null) {
    return broken(
      `Audit line ${intruder} has no seal and stands where the chain has been: it was put in later.`,
    );
  }
  const missed = checkpoint && (await missCheckpoint(db, checkpoint));
  if (missed) return broken(missed);
  const [head, { lines }] = [await readHead(db), await readUnsealed(db)];
  return { isWhole: true, head, unsealed: lines };
}

function broken(why: string): Verified {
  return { isWhole: false, why };
}

async function explainBreak(db: Db, place: bigint): Promise<string> {
  const [seal, before] = [await readSeal(db, place), await readSeal(db, place - 1n)];
  if (seal === null) return `The seal at place ${place} is gone.`;
  if (place < 1n) return `There is a seal at place ${place}, and the chain begins at 1.`;
  if (place > 1n && before === null) return `Seals are missing before place ${place}: they were deleted.`;
  if (seal.line === null)
    return `The line that was sealed at place ${place}, audit line ${seal.auditId}, is gone.`;
  return `Place ${place} is broken: ${describe(seal, seal.line)}, is not what was sealed. It or its seal was changed later.`;
}

function describe(
  { auditId }: Seal,
  { action, subjectType, subjectId, at }: NonNullable<Seal["line"]>,
): string {
  return `audit line ${auditId}, ${action} of ${subjectType} ${subjectId} at ${at.toISOString()}`;
}

async function missCheckpoint(db: Db, { length, hash }: Checkpoint): Promise<string | null> {
  const [seal, head] = [await readSeal(db, length), await readHead(db)];
  if (seal?.hash === hash) return null;
  return seal === null
    ? `The chain was ${length} long at the checkpoint and is ${head?.length ?? 0} long now: its tail was cut off.`
    : `Place ${length} does not have the hash of the checkpoint: what came before it was written anew.`;
}
