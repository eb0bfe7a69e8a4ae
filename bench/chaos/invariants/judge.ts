import { checkAnswers } from "./check-answers.ts";
import { checkAudit } from "./check-audit.ts";
import { checkChain } from "./check-chain.ts";
import { checkDecisions } from "./check-decisions.ts";
import { checkEvents } from "./check-events.ts";
import { checkExecutions } from "./check-executions.ts";
import { checkFiles } from "./check-files.ts";
import { checkRuns } from "./check-runs.ts";
import { checkSlots } from "./check-slots.ts";
import type { Checker, Evidence, Violation } from "./evidence.ts";

const checkers: readonly Checker[] = [
  checkRuns,
  checkExecutions,
  checkDecisions,
  checkAudit,
  checkChain,
  checkFiles,
  checkSlots,
  checkEvents,
  checkAnswers,
];

/** Judges I1–I8 over everything since `evidence.since`. Empty when all of them hold. */
export async function judge(evidence: Evidence): Promise<Violation[]> {
  const all: Violation[] = [];
  for (const check of checkers) all.push(...(await check(evidence)));
  return all;
}

export function tellViolation({ invariant, subject, why }: Violation): string {
  return `${invariant}: ${subject} ${why}`;
}
