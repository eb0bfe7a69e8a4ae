import type { OutputDetail } from "#lib/output/output-schema";
import type { OutputState } from "#lib/run/output-summary-schema";
import { describeClosing, describeDecision } from "#lib/review/browser/desk/words";

/** A line of an output's history; `said` are the words that went on record with it. */
export type HistoryLine = {
  key: string;
  mark: OutputState | "closed" | "reopened";
  words: string;
  said: string | null;
};

/** What was decided about an output, and how its review was closed and reopened meanwhile, oldest first. */
export function historyOf(
  { decisions, closings }: Pick<OutputDetail, "decisions" | "closings">,
  now: Date,
): HistoryLine[] {
  const lines = [
    ...decisions.map((decision) => ({
      at: decision.at,
      key: decision.id,
      mark: decision.verdict === "withdrawn" ? ("pending" as const) : decision.verdict,
      words: describeDecision(decision, now),
      said: decision.note,
    })),
    ...closings.map((closing) => ({
      at: closing.at,
      key: `${closing.what} ${closing.at}`,
      mark: closing.what === "review-closed" ? ("closed" as const) : ("reopened" as const),
      words: describeClosing(closing, now),
      said: closing.reason,
    })),
  ];
  return lines.toSorted((a, b) => a.at.localeCompare(b.at)).map(({ at: _at, ...line }) => line);
}
