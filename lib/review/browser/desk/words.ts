import { nameMarks } from "#lib/comment/browser/mark-words";
import type { DecisionView, OutputDetail, OutputView, PanelView } from "#lib/output/output-schema";
import { stateWords } from "#lib/output/state-words";
import type { OutputState } from "#lib/run/output-summary-schema";
import type { ReasonView } from "#lib/review/decision-schema";
import { setApart } from "#lib/set-apart";
import type { Ruling } from "#lib/review/browser/decide/judge";
import { nameRating } from "#lib/review/browser/marks/marks";

/** Short enough for a caption; the whole seed is in the details. */
export function seedTail(seed: string | null): string {
  if (seed === null) return "no seed";
  return seed.length > 6 ? `…${seed.slice(-6)}` : seed;
}

/** Who decided what, when and why: "Mara rejected this (Anatomy) at 14:03". */
export function describeDecision(decision: DecisionView, now: Date): string {
  const reason = decision.reason ? ` (${setApart(decision.reason.label)})` : "";
  return `${setApart(decision.by.name)} ${verbs[decision.verdict]} this${reason} ${describeTime(decision.at, now)}`;
}

/** A verdict as it is given, for who hears it: "Rejected: Anatomy". */
export function describeRuling({ verdict, reason }: Ruling, reasons: readonly ReasonView[] = []): string {
  const label = reasons.find(({ id }) => id === reason)?.label;
  return label === undefined ? stateWords[verdict] : `${stateWords[verdict]}: ${setApart(label)}`;
}

const closingWords: Record<OutputDetail["closings"][number]["what"], string> = {
  "review-closed": "closed the review",
  "review-reopened": "reopened the review",
  "output-reopened": "reopened this picture",
};

/** Who closed or reopened what, and when: "Mara closed the review at 14:03". */
export function describeClosing({ what, by, at }: OutputDetail["closings"][number], now: Date): string {
  return `${setApart(by.name)} ${closingWords[what]} ${describeTime(at, now)}`;
}

/** "1 of 2 verdicts"; where there are more than are needed, how many. */
export function countVerdicts({ given, reviewers }: PanelView): string {
  return given > reviewers ? `${given} verdicts` : `${given} of ${reviewers} verdicts`;
}

/** What stands about an output: who decided, or of several one's own verdict and how many are in. */
export function describeStanding(
  { decision, panel }: Pick<OutputView, "decision" | "panel">,
  now: Date,
): string {
  const told = decision ?? panel?.own ?? null;
  const words = told === null ? "Undecided" : describeDecision(told, now);
  return panel === null ? words : `${words} · ${countVerdicts(panel)}`;
}

const verbs: Record<DecisionView["verdict"], string> = {
  approved: "approved",
  rejected: "rejected",
  reseeded: "re-seeded",
  withdrawn: "withdrew a verdict on",
};

/** "at 14:03"; of another day, "on 3 Nov at 14:03". */
export function describeTime(iso: string, now: Date): string {
  const at = new Date(iso);
  const time = at.toLocaleTimeString(undefined, { timeStyle: "short" });
  if (at.toDateString() === now.toDateString()) return `at ${time}`;
  return `on ${at.toLocaleDateString(undefined, { day: "numeric", month: "short" })} at ${time}`;
}

/** The name of a tile for a screen reader: position, workflow, status, and what was said and drawn. */
export function nameTile(row: OutputView, position: number, state: OutputState): string {
  const panel = row.panel === null ? "" : countVerdicts(row.panel);
  const given = row.panel?.own?.verdict ?? "withdrawn";
  const own =
    given === "withdrawn" || state !== "pending" ? "" : `yours is ${stateWords[given].toLowerCase()}`;
  const more = [panel, own, nameRating(row), nameMarks(row)].filter((words) => words !== "");
  const standing = [stateWords[state].toLowerCase(), ...more].join(", ");
  return `${position + 1}, ${row.workflowTitle}, seed ${seedTail(row.seed)}, ${standing}`;
}

const grains: { readonly [grain: string]: string } = {
  everything: "Everything kept, another seed",
  parameter: "One parameter changed, same seed",
  prompts: "The texts kept",
  edits: "Edited in the form",
  unchanged: "Nothing changed",
  afresh: "Nothing changed, drawn again",
};

/** What a re-seed kept of its parent. */
export function grainWords(grain: string): string {
  return grains[grain] ?? grain;
}
