import type { Session } from "../kit/session.ts";
import { tellViolation } from "./invariants/judge.ts";
import type { Round } from "./play-round.ts";

/** Says what was done and found in a round, and how to have it again. */
export function tellRound({ say }: Session, round: Round): void {
  const { faults, variants, seed, what, runs, succeeded, restMs, violations, failure } = round;
  const isBad = violationsOf(round) > 0;
  say(
    `${isBad ? "✗" : "✓"} ${faults} seed ${seed} (${variants.join("; ")}): ${what.join("; ")}; ` +
      `${succeeded} of ${runs} runs succeeded, at rest after ${(restMs / 1000).toFixed(1)} s`,
  );
  if (failure !== null) say(`    ${failure}`);
  for (const violation of violations) say(`    ${tellViolation(violation)}`);
  if (isBad)
    say(
      `    again: npm run chaos -- --faults=${faults.replaceAll(" ", ",")} --seed ${seed} --seeds 1 --tries 0`,
    );
}

export function violationsOf({ violations, failure }: Round): number {
  return violations.length + (failure === null ? 0 : 1);
}
