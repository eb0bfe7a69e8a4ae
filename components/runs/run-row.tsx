"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { Link } from "#components/ui/link";
import { CancelRunButton } from "#components/runs/cancel-run-button";
import { OutputThumb } from "#components/runs/output-thumb";
import { RunBadge } from "#components/runs/run-badge";
import { RunPreview } from "#components/runs/run-preview";
import { RunProgress } from "#components/runs/run-progress";
import { cn } from "#components/ui/cn";
import { RelativeTime } from "#components/ui/relative-time";
import { readContract } from "#lib/form/read-contract";
import { tellApart } from "#lib/form/tell-apart";
import type { RunView } from "#lib/run/run-schema";
import { workflowQuery } from "#lib/workflow/workflow-queries";

/** Beside each other where there is room for them; elsewhere the first speaks for all. */
const shownThumbs = 4;

/**
 * One run across the page: state and workflow, what it says, what came of it. All of it leads to the run, and it is as
 * high whatever the run does, so that one that ends moves nothing below it.
 */
export function RunRow({ run }: { run: RunView }) {
  const preview = run.status === "running" ? run.progress?.previewUrl : null;
  const text = useTellApart(run);
  return (
    <li className="relative grid h-33 grid-cols-[minmax(0,1fr)_auto] content-center items-center gap-x-5 gap-y-1.5 px-4 hover:bg-hover/40 md:h-22 md:grid-cols-[minmax(0,1fr)_13rem_8rem] xl:grid-cols-[minmax(0,1fr)_15rem_22rem]">
      <Link href={`/runs/${run.id}`} className="group min-w-0 after:absolute after:inset-0">
        <span className="flex gap-x-2.5 gap-y-0.5 max-sm:flex-col max-sm:items-start sm:items-center">
          <RunBadge run={run} />
          <bdi className="max-w-full truncate font-medium group-hover:underline">{run.workflowTitle}</bdi>
          {run.generation > 0 && (
            <span className="shrink-0 text-2xs text-reseeded">re-seed {run.generation}</span>
          )}
        </span>
        {text !== "" && (
          <span dir="auto" className="mt-0.5 block truncate text-sm text-soft">
            {text}
          </span>
        )}
        <span className="mt-0.5 flex gap-x-3 overflow-hidden text-xs whitespace-nowrap text-faint">
          {run.seed !== null && <span className="truncate tabular">Seed {run.seed}</span>}
          <bdi className="truncate max-sm:hidden">{run.submittedBy.name}</bdi>
          <RelativeTime at={run.createdAt} className="shrink-0" />
          {run.server !== null && run.status !== "queued" && (
            <span className="truncate max-sm:hidden">on {run.server}</span>
          )}
        </span>
      </Link>
      <div className="min-w-0 max-md:order-last max-md:col-span-full">
        <RunProgress run={run} />
        {run.status === "failed" && run.error !== null && (
          <p className="line-clamp-2 text-xs text-rejected md:line-clamp-4">{run.error.message}</p>
        )}
      </div>
      <div className="flex items-center justify-end gap-x-3.5">
        {preview && <RunPreview url={preview} title={run.workflowTitle} className="size-16" />}
        {run.outputs.slice(0, shownThumbs).map((output, index) => (
          <OutputThumb
            key={output.id}
            output={output}
            className={cn("size-16 max-sm:size-20", index > 0 && "max-xl:hidden")}
          />
        ))}
        <More count={run.outputs.length - 1} className="xl:hidden" />
        <More count={run.outputs.length - shownThumbs} className="max-xl:hidden" />
        <span className="relative empty:hidden">
          <CancelRunButton run={run} iconOnly />
        </span>
      </div>
    </li>
  );
}

function More({ count, className }: { count: number; className: string }) {
  if (count <= 0) return null;
  return <span className={cn("text-xs text-soft tabular", className)}>+{count}</span>;
}

function useTellApart({ workflow, params }: RunView): string {
  const { data } = useQuery({ ...workflowQuery(workflow), retry: false });
  const contract = useMemo(() => (data === undefined ? null : readContract(data)), [data]);
  return tellApart(params, contract);
}
