import type { Db } from "#lib/db/client";
import type { Checkpoint } from "./checkpoint.ts";
import {
  beforeAll,
  readHead,
  readIntruders,
  readSeal,
  readStretch,
  readUnsealed,
  type SealedLine,
} from "./read-chain.ts";

/** Seals that are checked in one statement: about a twentieth of a second, a few megabytes of memory. */
const stretchSize = 5000;

/** Something that is not as it was: at which place of the chain, or which line that has none, and why, in words. */
export type Wrong = { place: bigint | null; auditId: bigint | null; why: string };

/** What was found: where the chain ends, lines that wait for their seal, and what is wrong, the first thing first. */
export type Verified = { head: Checkpoint | null; unsealed: number; wrong: Wrong[] };

export type VerifyOptions = {
  /** Where the chain ended at an earlier time. Without one, a tail that was cut off cannot be missed. */
  checkpoint?: Checkpoint | null;
  /** How many wrong things are looked for: to know that one is there, the first is enough. */
  most?: number;
};

/**
 * Goes through the whole chain: every seal is over its line and the seal before it, no place is left out, and no line
 * was put in where the chain has been already. May be asked while lines are written and sealed.
 */
export async function verifyAudit(
  db: Db,
  { checkpoint = null, most = 1 }: VerifyOptions = {},
): Promise<Verified> {
  const wrong: Wrong[] = [];
  for (let after = beforeAll, isOver = false; !isOver && wrong.length < most;) {
    const { count, last, broken } = await readStretch(db, after, stretchSize);
    for (const place of broken.slice(0, most - wrong.length)) wrong.push(await explainBreak(db, place));
    after = last;
    isOver = count < stretchSize;
  }
  if (wrong.length < most) {
    const intruders = await readIntruders(db, most - wrong.length);
    wrong.push(...intruders.map(explainIntruder));
  }
  if (checkpoint !== null && wrong.length < most) wrong.push(...(await missCheckpoint(db, checkpoint)));
  return { head: await readHead(db), unsealed: (await readUnsealed(db)).lines, wrong };
}

async function explainBreak(db: Db, place: bigint): Promise<Wrong> {
  const [seal, before] = [await readSeal(db, place), await readSeal(db, place - 1n)];
  const say = (why: string): Wrong => ({ place, auditId: seal?.auditId ?? null, why });
  if (place < 1n) return say(`There is a seal at place ${place}, and the chain begins at 1.`);
  if (place > 1n && before === null)
    return say(`Seals are missing before place ${place}: they were deleted.`);
  if (!seal?.line)
    return say(`The line that was sealed at place ${place} is gone: audit line ${seal?.auditId}.`);
  return say(
    `Place ${place} is broken: ${describe(seal.auditId, seal.line)}, is not what was sealed. It or its seal was changed later.`,
  );
}

function describe(auditId: bigint, { action, subjectType, subjectId, at }: SealedLine): string {
  return `audit line ${auditId}, ${action} of ${subjectType} ${subjectId} at ${at.toISOString()}`;
}

function explainIntruder(auditId: bigint): Wrong {
  const why = `Audit line ${auditId} has no seal and stands where the chain has been: it was put in later.`;
  return { place: null, auditId, why };
}

async function missCheckpoint(db: Db, { length, hash }: Checkpoint): Promise<Wrong[]> {
  const [seal, head] = [await readSeal(db, length), await readHead(db)];
  if (seal?.hash === hash) return [];
  const why =
    seal === null
      ? `The chain was ${length} long at the checkpoint and is ${head?.length ?? 0} long now: its tail was cut off.`
      : `Place ${length} does not have the hash of the checkpoint: what came before it was written anew.`;
  return [{ place: length, auditId: null, why }];
}
