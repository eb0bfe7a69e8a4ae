import { cn } from "#components/ui/cn";
import { Progress } from "#components/ui/progress";
import type { RunView } from "#lib/run/run-schema";
import { isSaving, isUnbegun } from "#lib/run/run-status";

/** How far an unfinished run is: its place in the queue, why it waits, or the node, step and share done. */
export function RunProgress({ run, className }: { run: RunView; className?: string }) {
  if (run.status === "queued") {
    return (
      <p className={cn("text-xs text-soft", className)}>
        {run.waiting?.message ?? queueSentence(run.queuePosition)}
      </p>
    );
  }
  if (run.status !== "running") return null;
  if (isUnbegun(run)) return <p className={cn("text-xs text-soft", className)}>{stageSentence(run)}</p>;
  const fraction = run.progress?.fraction ?? null;
  return (
    <div className={cn("grid gap-1", className)}>
      <div className="flex items-baseline justify-between gap-3 text-xs text-soft">
        <span className="truncate">{stageSentence(run)}</span>
        {fraction !== null && <span className="tabular">{Math.round(fraction * 100)} %</span>}
      </div>
      <Progress value={fraction} label={`Progress of ${run.workflowTitle}`} />
    </div>
  );
}

export function queueSentence(position: number | null): string {
  if (position === null) return "In the queue";
  if (position === 0) return "Next in the queue";
  return `${position} ${position === 1 ? "run" : "runs"} ahead in the queue`;
}

function stageSentence(run: RunView): string {
  if (run.cancelRequested) return "Stopping this run";
  if (isSaving(run)) return "Fetching and storing the pictures";
  if (isUnbegun(run) && run.attempts.at(-1)?.status === "accepted")
    return "The server works on something else first";
  const { node, step, steps } = run.progress ?? { node: null, step: null, steps: null };
  if (node === null) return "Starting on the server";
  return step !== null && steps !== null && steps > 1
    ? `${node.title}, step ${step} of ${steps}`
    : node.title;
}
