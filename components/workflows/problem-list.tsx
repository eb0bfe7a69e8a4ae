import { TriangleAlert } from "lucide-react";
import type { WorkflowProblem } from "#lib/workflow/workflow-schema";

/** Every problem of a workflow's files: the file, the place in it, what is wrong and what puts it right. */
export function ProblemList({ problems }: { problems: readonly WorkflowProblem[] }) {
  if (problems.length === 0) {
    return (
      <p className="rounded-md border px-4 py-3 text-sm text-soft">
        Its files are not in the folders any more. Put them back and the workflow returns by itself.
      </p>
    );
  }
  return (
    <section aria-label="Problems" className="rounded-lg border border-rejected/60 bg-surface">
      <p className="flex items-center gap-2 border-b px-4 py-2.5 text-sm font-semibold">
        <TriangleAlert aria-hidden className="size-4 text-rejected" />
        {problems.length === 1 ? "One thing to repair" : `${problems.length} things to repair`}
      </p>
      <ol className="divide-y">
        {problems.map((problem) => (
          <li
            key={`${problem.file} ${problem.pointer} ${problem.message}`}
            className="grid gap-1.5 px-4 py-3"
          >
            <p className="text-sm">{problem.message}</p>
            <dl className="flex flex-wrap gap-x-5 gap-y-1 text-xs text-faint">
              <Place term="File" value={problem.file} />
              {problem.property !== undefined && <Place term="Param" value={problem.property} />}
              {problem.pointer !== "" && <Place term="Place" value={problem.pointer} />}
            </dl>
          </li>
        ))}
      </ol>
      <p className="border-t px-4 py-2.5 text-xs text-soft">
        Save the file and this page changes by itself within a few seconds; nothing has to be restarted.
      </p>
    </section>
  );
}

function Place({ term, value }: { term: string; value: string }) {
  return (
    <div className="flex min-w-0 gap-1.5">
      <dt>{term}</dt>
      <dd className="font-mono break-all text-soft">{value}</dd>
    </div>
  );
}
