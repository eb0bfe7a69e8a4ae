import type { DecisionView, OutputView } from "#lib/output/output-schema";

/** One's own verdict in force on an output: of several who decide, or the only one. */
export function ownVerdict(
  { panel, decision }: Pick<OutputView, "panel" | "decision">,
  personId: string,
): DecisionView | null {
  if (panel !== null) return panel.own;
  return decision?.by.id === personId ? decision : null;
}
