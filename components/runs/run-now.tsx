import { Hourglass } from "lucide-react";
import { RunPreview } from "#components/runs/run-preview";
import { queueSentence, RunProgress } from "#components/runs/run-progress";
import { Card, CardBody, CardHeader } from "#components/ui/card";
import type { RunView } from "#lib/run/run-schema";
import { endedBeforeCancel, resubmission, runLabel } from "#lib/run/run-status";

/** What a run without a result is doing this moment, or why it stopped. Read from the API, so a reload shows the same. */
export function RunNow({ run }: { run: RunView }) {
  if (run.status === "queued") {
    return (
      <Card>
        <CardHeader title={run.waiting === null ? "In the queue" : "Waiting"} />
        <CardBody className="grid gap-1 text-sm">
          {run.waiting === null ? (
            <p>{queueSentence(run.queuePosition)}.</p>
          ) : (
            <p className="flex gap-2">
              <Hourglass aria-hidden className="mt-0.5 size-4 shrink-0 text-accent-text" />
              <span>
                {run.waiting.message}{" "}
                <span className="text-soft">The run starts by itself when that changes.</span>
              </span>
            </p>
          )}
        </CardBody>
      </Card>
    );
  }
  if (run.status === "canceled") {
    return (
      <Card>
        <CardHeader title="Canceled" />
        <CardBody className="text-sm">
          {run.attempts.length === 0
            ? "It was taken out of the queue before a server began with it."
            : "The run was stopped before it was done."}{" "}
          {run.outputs.length === 0 && "Nothing was made."}
        </CardBody>
      </Card>
    );
  }
  if (run.status !== "running") return <EndedBeforeCancel run={run} />;
  const again = resubmission(run);
  const preview = run.progress?.previewUrl ?? null;
  return (
    <Card>
      <CardHeader title={runLabel(run)} />
      <CardBody className="grid gap-3">
        <RunProgress run={run} />
        {again !== null && <p className="text-xs text-soft">{again}</p>}
        {preview !== null && <RunPreview url={preview} title={run.workflowTitle} className="h-80" />}
      </CardBody>
    </Card>
  );
}

/** Somebody wanted it stopped, and it had come to its end by then: that is said, or the result would look like a mistake. */
function EndedBeforeCancel({ run: { status, cancelRequested } }: { run: RunView }) {
  if (!cancelRequested || (status !== "succeeded" && status !== "failed")) return null;
  return <p className="rounded-lg border px-4 py-3 text-sm text-soft">{endedBeforeCancel(status)}</p>;
}
