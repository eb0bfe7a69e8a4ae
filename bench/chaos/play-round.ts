import { seededRandom } from "../kit/random.ts";
import type { Arena } from "./arena/arena.ts";
import { startLoad } from "./arena/load.ts";
import type { Fault } from "./faults/fault.ts";
import type { Violation } from "./invariants/evidence.ts";
import { judge } from "./invariants/judge.ts";

export type Round = {
  /** "F4", or "F4 F9" when several were sent at once. */
  faults: string;
  variants: string[];
  seed: number;
  /** What was done, a sentence for each. */
  what: string[];
  /** Runs that were submitted, and how many of all runs succeeded. */
  runs: number;
  succeeded: number;
  restMs: number;
  violations: Violation[];
  /** What went wrong with bringing a fault about; counts like a violation. */
  failure: string | null;
};

export type RoundOptions = { runs?: number; longestMs?: number };

const usualRuns = 6;
/** A request on a half-open connection is waited for a minute before it counts as unanswered. */
const restWithinMs = 150_000;

/** Load, faults at moments that the seed chooses, rest, judgement. The seed also chooses the variant of each fault. */
export async function playRound(
  arena: Arena,
  faults: readonly Fault[],
  seed: number,
  { runs: wanted = usualRuns, longestMs = 500 }: RoundOptions = {},
): Promise<Round> {
  const random = seededRandom(seed);
  const variants = faults.map(({ variants: known }) => known[seed % known.length] ?? "");
  await arena.openRound();
  const load = startLoad(arena, random, { runs: wanted, longestMs });
  let failure: string | null = null;
  let what: string[] = [];
  const injections = faults.map((fault, index) =>
    fault.inject({ arena, random, variant: variants[index] ?? "", load }),
  );
  try {
    [what] = await Promise.all([Promise.all(injections), load.ended]);
  } catch (error) {
    failure = String(error);
    // The others end as well before anything is judged.
    await Promise.allSettled([...injections, load.ended]);
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
  const ids = faults.map(({ id }) => id).join(" ");
  return { faults: ids, variants, seed, what, runs, succeeded, restMs, violations, failure };
}
