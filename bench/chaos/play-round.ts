import { seededRandom } from "../kit/random.ts";
import type { Arena } from "./arena/arena.ts";
import { startLoad } from "./arena/load.ts";
import type { Fault } from "./faults/fault.ts";
import type { Violation } from "./invariants/evidence.ts";
import { judge } from "./invariants/judge.ts";

export type Round = {
  fault: string;
  variant: string;
  seed: number;
  /** What was done, in a sentence. */
  what: string;
  /** Runs that were submitted, and how many of all runs succeeded. */
  runs: number;
  succeeded: number;
  restMs: number;
  violations: Violation[];
  /** What went wrong with bringing the fault about; counts like a violation. */
  failure: string | null;
};

const runsARound = 6;
const restWithinMs = 60_000;

/** Load, one fault at a moment that the seed chooses, rest, judgement. */
export async function playRound(arena: Arena, fault: Fault, variant: string, seed: number): Promise<Round> {
  const random = seededRandom(seed);
  await arena.openRound();
  const load = startLoad(arena, random, { runs: runsARound });
  let failure: string | null = null;
  let what = "";
  try {
    [what] = await Promise.all([fault.inject({ arena, random, variant, load }), load.ended]);
  } catch (error) {
    failure = String(error);
  }
  const restsFromMs = performance.now();
  await arena.comeToRest(restWithinMs);
  const restMs = performance.now() - restsFromMs;
  const violations = await judge(await arena.evidence());
  const { rows } = await arena.db.query<{ runs: number; succeeded: number }>(
    `SELECT count(*)::int AS runs, count(*) FILTER (WHERE status = 'succeeded')::int AS succeeded
     FROM run WHERE queue_seq > $1`,
    [arena.since.queueSeq.toString()],
  );
  const { runs = 0, succeeded = 0 } = rows[0] ?? {};
  return { fault: fault.id, variant, seed, what, runs, succeeded, restMs, violations, failure };
}
