import type { OutputState } from "#lib/run/output-summary-schema";

/**
 * A panel is those whose verdicts decide an output together, where its contract asks for more than one reviewer. All of
 * it is pure, and one reviewer is a panel of one.
 */
export type Verdict = Exclude<OutputState, "pending">;

const worstFirst: readonly Verdict[] = ["rejected", "reseeded", "approved"];

/** What the verdicts in force come to: undecided until there are enough of them, then the worst one. */
export function stateOf(verdicts: readonly Verdict[], reviewers: number): OutputState {
  if (verdicts.length < reviewers) return "pending";
  return worstFirst.find((verdict) => verdicts.includes(verdict)) ?? "pending";
}

type Row = { id: string; verdict: Verdict | "withdrawn"; withdraws: string | null };

/** The verdicts of a history that nothing in it has withdrawn, in its order. */
export function verdictsInForce(history: readonly Row[]): Verdict[] {
  const withdrawn = new Set(history.map(({ withdraws }) => withdraws));
  return history.flatMap(({ id, verdict }) => (verdict === "withdrawn" || withdrawn.has(id) ? [] : verdict));
}

type Who = { kind: string; id: string };

export type Panel = { isBlind: boolean; state: OutputState; verdicts: readonly { by: Who }[] };

/**
 * Whether a reader may not see what others have given: in a blind review until they have given their own, or until it
 * is decided, when nobody is asked for one any more.
 */
export function hidesVerdicts({ isBlind, state, verdicts }: Panel, reader: Who): boolean {
  return isBlind && state === "pending" && !verdicts.some(({ by }) => isSame(by, reader));
}

export function isSame(one: Who, other: Who): boolean {
  return one.kind === other.kind && one.id === other.id;
}
