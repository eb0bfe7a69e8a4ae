import { stateOf, type Verdict } from "#lib/output/panel";
import type { Move } from "#lib/review/decision-status";

/** The state that a history of one reviewer's rows, oldest first, leaves an output in. */
export function stateAfter(history: readonly { verdict: Move }[]): ReturnType<typeof stateOf> {
  let inForce: Verdict[] = [];
  for (const { verdict } of history) inForce = verdict === "withdrawn" ? [] : [...inForce, verdict];
  return stateOf(inForce, 1);
}
