"use client";

import { Link } from "#components/ui/link";
import { CancelRunButton } from "#components/runs/cancel-run-button";
import { OutputThumb } from "#components/runs/output-thumb";
import { RunBadge } from "#components/runs/run-badge";
import { RunPreview } from "#components/runs/run-preview";
import { RunProgress } from "#components/runs/run-progress";
import { cn } from "#components/ui/cn";
import { RelativeTime } from "#components/ui/relative-time";
import type { RunView } from "#lib/run/run-schema";

const shownThumbs = 4;

/** One run across the page: state and workflow, what it says, what came of it. */
export function RunRow({ run }: { run: RunView }) {
  const preview = run.status === "running" ? run.progress?.previewUrl : null;
  const text = promptOf(run);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-5 gap-y-2 px-4 py-3 hover:bg-hover/40 md:grid-cols-[minmax(0,1fr)_15rem_minmax(7rem,auto)]">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <RunBadge run={run} />
          <Link href={`/runs/${run.id}`} className="font-medium hover:underline">
            <bdi>{run.workflowTitle}</bdi>
          </Link>
          {run.generation > 0 && <span className="text-2xs text-reseeded">re-seed {run.generation}</span>}
        </div>
        {text !== "" && (
          <p dir="auto" className="mt-0.5 truncate text-sm text-soft">
            {text}
          </p>
        )}
        <p className="mt-0.5 flex flex-wrap gap-x-3 text-xs text-faint">
          {run.seed !== null && <span className="tabular">Seed {run.seed}</span>}
          <bdi>{run.submittedBy.name}</bdi>
          <RelativeTime at={run.createdAt} />
          {run.server !== null && <span>on {run.server}</span>}
        </p>
      </div>
      <div className="min-w-0 max-md:order-last max-md:col-span-full max-md:empty:hidden">
        <RunProgress run={run} />
        {run.status === "failed" && run.error !== null && (
          <p className="line-clamp-2 text-xs text-rejected">{run.error.message}</p>
        )}
      </div>
      {/* Beside the words even on a phone, unless there are too many. */}
      <div
        className={cn(
          "flex items-center justify-end gap-x-3.5",
          run.outputs.length > 1 && "max-md:order-last max-md:col-span-full max-md:justify-start max-md:pl-2",
        )}
      >
        {preview && <RunPreview url={preview} title={run.workflowTitle} className="size-16" />}
        {run.outputs.slice(0, shownThumbs).map((output) => (
          <OutputThumb key={output.id} output={output} className="size-16" />
        ))}
        {run.outputs.length > shownThumbs && (
          <Link href={`/runs/${run.id}`} className="px-1 text-xs text-soft hover:underline">
            +{run.outputs.length - shownThumbs}
          </Link>
        )}
        <CancelRunButton run={run} iconOnly />
      </div>
    </li>
  );
}

/** What tells runs of one workflow apart: the param called a prompt, else the longest text of several words. */
function promptOf({ params }: RunView): string {
  const texts = Object.entries(params)
    .map(([name, value]) => ({ name, text: typeof value === "string" ? value.trim() : "" }))
    .filter(({ name, text }) => text !== "" && !/negative|avoid/i.test(name));
  const prompt = texts.find(({ name }) => /prompt/i.test(name));
  if (prompt !== undefined) return prompt.text;
  const spoken = texts.filter(({ text }) => /[\s,]/.test(text));
  return spoken.toSorted((a, b) => b.text.length - a.text.length)[0]?.text ?? "";
}
