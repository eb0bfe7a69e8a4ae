import type { DecisionView, OutputView } from "#lib/output/output-schema";
import type { Verdict } from "#lib/review/decision-schema";
import { ownVerdict } from "./own-verdict.ts";
import type { Desk } from "./desk.ts";

/** One's own other verdict, and whether it stands on another output with the same bytes. */
export type Contradicted = { before: DecisionView; isTwin: boolean };

type Decided = Pick<OutputView, "id" | "sha256" | "decision" | "panel">;

/**
 * What a verdict would contradict: one's own other verdict of this session on the same image, which is this output or
 * any other with the same bytes; the latest counts. Null when there is none, and outside of sessions.
 */
export function contradictedBy(
  desk: Pick<Desk, "rows" | "past">,
  id: string,
  verdict: Verdict,
  { personId, sessionId }: { personId: string; sessionId: string | null },
): Contradicted | null {
  const output = desk.rows.get(id);
  if (output === undefined || sessionId === null) return null;
  const ownOn = (decided: Decided) => {
    const verdict = ownVerdict(decided, personId);
    return verdict?.session === sessionId ? verdict : null;
  };
  const own = ownOn(output);
  if (own !== null) return own.verdict === verdict ? null : { before: own, isTwin: false };
  if (output.sha256 === null) return null;
  let before: DecisionView | null = null;
  for (const other of known(desk)) {
    if (other.id === id || other.sha256 !== output.sha256) continue;
    const given = ownOn(other);
    if (given !== null && (before === null || given.at > before.at)) before = given;
  }
  return before === null || before.verdict === verdict ? null : { before, isTwin: true };
}

function* known({ rows, past }: Pick<Desk, "rows" | "past">): Generator<Decided> {
  yield* rows.values();
  for (const decided of past.values()) if (!rows.has(decided.id)) yield decided;
}
