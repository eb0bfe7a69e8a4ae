import type { OutputDetail } from "#lib/output/output-schema";
import { settingsOfOutput } from "#lib/review/browser/large/settings-list";

/** One thing in which pictures differ: what each of them has, null where it has no such setting. */
export type Difference = { title: string; values: readonly (string | null)[] };

/** In what the makings of several pictures differ, under the names people know them by; what is equal is left out. */
export function listDifferences(outputs: readonly OutputDetail[]): Difference[] {
  // Pictures of one run share its seed; what tells them apart is where they stand in it.
  const isOneRun = new Set(outputs.map(({ runId }) => runId)).size === 1;
  const columns = outputs.map((output) => {
    const lines = linesOf(output);
    return isOneRun ? lines.set("Place in the run", String(output.index + 1)) : lines;
  });
  const titles = [...new Set(columns.flatMap((lines) => [...lines.keys()]))];
  return titles
    .map((title) => ({ title, values: columns.map((lines) => lines.get(title) ?? null) }))
    .filter(({ values }) => new Set(values).size > 1);
}

/** The verdict on the list in words, where there is little to list. */
export function describeDifferences(differences: readonly Difference[]): string | null {
  const [only] = differences;
  if (only === undefined) return "Nothing differs: same settings, same seed.";
  if (differences.length === 1) return `Only the ${only.title.toLowerCase()} differs.`;
  return null;
}

function linesOf(output: OutputDetail): Map<string, string> {
  const lines = new Map<string, string>([
    ["Workflow", output.workflowTitle],
    ["Version", output.version],
  ]);
  for (const { label, value } of settingsOfOutput(output)) lines.set(label, value);
  if (output.width && output.height) lines.set("Size", `${output.width} × ${output.height}`);
  if (output.seed !== null) lines.set("Seed", output.seed);
  return lines;
}
