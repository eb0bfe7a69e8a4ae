import type { OutputView } from "#lib/output/output-schema";
import type { Grouping } from "#lib/review/arrangement";
import { setApart } from "#lib/set-apart";

/** What a section is called, by its first output. */
export function nameSection(row: OutputView, group: Grouping): string {
  switch (group) {
    case "run":
      return `${setApart(row.workflowTitle)}, run …${row.runId.slice(-6)}, ${describeTime(row.createdAt)}`;
    case "batch":
      return `${setApart(row.workflowTitle)}, asked for by ${setApart(row.submittedBy.name)}, ${describeTime(row.createdAt)}`;
    case "prompt": {
      const { prompt } = row.params;
      return typeof prompt === "string" && prompt.trim() !== "" ? prompt.trim() : "Without a prompt";
    }
    case "parent":
      return row.parentOutputId === null
        ? "Not re-seeded from another"
        : `Re-seeded from …${row.parentOutputId.slice(-6)}`;
  }
}

function describeTime(iso: string): string {
  return new Date(iso).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}
