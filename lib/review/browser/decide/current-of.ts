import type { ApiProblem } from "#lib/http/browser/api-problem";
import type { OutputView } from "#lib/output/output-schema";

/** The output that a 409 carries, as it stands now. */
export function currentOf(problem: ApiProblem, id: string): OutputView | undefined {
  if (problem.code !== "conflict" && problem.code !== "review_closed") return undefined;
  const current = problem.current as Partial<OutputView> | undefined;
  return current?.id === id && typeof current.revision === "number" ? (current as OutputView) : undefined;
}
