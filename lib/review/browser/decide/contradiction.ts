import type { DecisionView, OutputView } from "#lib/output/output-schema";
import type { Verdict } from "#lib/review/decision-schema";
import { ownVerdict } from "./own-verdict.ts";
import type { Desk } from "#lib/review/browser/desk/desk";

/** One's own verdict as far as it is known: one that is on its way has no time yet, and its reason is not kept here. */
type Given = Pick<DecisionView, "reason"> & { verdict: DecisionView["verdict"]; at: string | null };

/** One's own other verdict, and whether it stands on another output with the same bytes. */
export type Contradicted = { before: Given; isTwin: boolean };

type Decided = Pick<OutputView, "id" | "sha256" | "decision" | "panel">;

/**
 * What a verdict would contradict: one's own other verdict of this session on the same image, which is this output or
 * any other with the same bytes; the latest counts, also while it is on its way. Null when there is none, and outside
 * of sessions.
 */
export function contradictedBy(
  desk: Pick<Desk, "rows" | "past" | "writes">,
  id: string,
  verdict: Verdict,
  { personId, sessionId }: { personId: string; sessionId: string | null },
): Contradicted | null {
  const output = desk.rows.get(id);
  if (output === undefined || sessionId === null) return null;
  const ownOn = (decided: Decided): Given | null => {
    const write = desk.writes.get(decided.id);
    if (write !== undefined) return write === "withdrawn" ? null : { verdict: write, reason: null, at: null };
    const verdict = ownVerdict(decided, personId);
    return verdict?.session === sessionId ? verdict : null;
  };
  const own = ownOn(output);
  if (own !== null) return own.verdict === verdict ? null : { before: own, isTwin: false };
  if (output.sha256 === null) return null;
  let before: Given | null = null;
  for (const other of known(desk)) {
    if (other.id === id || other.sha256 !== output.sha256) continue;
    const given = ownOn(other);
    if (given !== null && (before === null || isLater(given, before))) before = given;
  }
  return before === null || before.verdict === verdict ? null : { before, isTwin: true };
}

function isLater(one: Given, other: Given): boolean {
  return one.at === null || (other.at !== null && one.at > other.at);
}

function* known({ rows, past }: Pick<Desk, "rows" | "past">): Generator<Decided> {
  yield* rows.values();
  for (const decided of past.values()) if (!rows.has(decided.id)) yield decided;
}
