import type { DecisionView, OutputView } from "#lib/output/output-schema";

/** One's own verdict in force on an output: of several who decide, or the only one. */
export function ownVerdict(
  { panel, decision }: Pick<OutputView, "panel" | "decision">,
  personId: string,
): DecisionView | null {
  if (panel !== null) return panel.own;
  return decision?.by.id === personId ? decision : null;
}

/** The verdict to name where something changed meanwhile: that which decided, else of several another's before one's own. */
export function toldVerdict({
  panel,
  decision,
}: Pick<OutputView, "panel" | "decision">): DecisionView | null {
  return decision ?? panel?.others.at(-1) ?? panel?.own ?? null;
}

/** Only somebody's verdict in a blind review was faster: nothing of it may be seen, so there is nothing to choose. */
export function isUnseen({ panel, state }: OutputView): boolean {
  return panel !== null && panel.isBlind && state === "pending" && panel.own === null;
}
