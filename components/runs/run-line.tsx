"use client";

import { Link } from "#components/ui/link";
import { OutputThumb } from "#components/runs/output-thumb";
import { RunBadge } from "#components/runs/run-badge";
import { RunPreview } from "#components/runs/run-preview";
import { RunProgress } from "#components/runs/run-progress";
import { CancelRunButton } from "#components/runs/cancel-run-button";
import { RelativeTime } from "#components/ui/relative-time";
import type { RunView } from "#lib/run/run-schema";

/** One run in a narrow list: what it does now, then what came of it. */
export function RunLine({ run, showTitle = true }: { run: RunView; showTitle?: boolean }) {
  const preview = run.status === "running" ? run.progress?.previewUrl : null;
  return (
    <li className="grid grid-cols-1 gap-2 border-b py-3 last:border-b-0">
      <div className="flex items-center gap-2">
        <RunBadge run={run} />
        <Link href={`/runs/${run.id}`} className="min-w-0 truncate text-sm hover:underline">
          {showTitle ? run.workflowTitle : run.seed === null ? "Run" : `Seed ${run.seed}`}
        </Link>
        <span className="ml-auto flex shrink-0 items-center gap-1 text-2xs text-faint">
          <RelativeTime at={run.createdAt} />
          <CancelRunButton run={run} iconOnly />
        </span>
      </div>
      <RunProgress run={run} />
      {preview && <RunPreview url={preview} title={run.workflowTitle} className="h-40" />}
      {run.error !== null && run.status === "failed" && (
        <p className="text-xs text-rejected">
          {run.error.message}{" "}
          <Link href={`/runs/${run.id}`} className="text-text underline underline-offset-3">
            See what to do
          </Link>
        </p>
      )}
      {run.outputs.length > 0 && (
        <div className="grid grid-cols-3 gap-x-4 gap-y-2 pl-2">
          {run.outputs.map((output) => (
            <OutputThumb key={output.id} output={output} className="aspect-square" />
          ))}
        </div>
      )}
    </li>
  );
}
