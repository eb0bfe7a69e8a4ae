"use client";

import { useQuery } from "@tanstack/react-query";
import { RunActions } from "#components/runs/run-actions";
import { RunAttempts } from "#components/runs/run-attempts";
import { RunBadge } from "#components/runs/run-badge";
import { RunErrorPanel } from "#components/runs/run-error-panel";
import { RunLineage } from "#components/runs/run-lineage";
import { RunNow } from "#components/runs/run-now";
import { RunOutputs } from "#components/runs/run-outputs";
import { RunParams } from "#components/runs/run-params";
import { ErrorState } from "#components/ui/error-state";
import { Loading } from "#components/ui/loading";
import { Page } from "#components/ui/page";
import { PageHeader } from "#components/ui/page-header";
import { RelativeTime, useNow } from "#components/ui/relative-time";
import { Skeleton } from "#components/ui/skeleton";
import { duration } from "#lib/relative-time";
import { runQuery } from "#lib/run/run-queries";
import type { RunView } from "#lib/run/run-schema";

/** One run: what it was asked, how far it is, what came of it or what went wrong. Live by its events. */
export function RunPage({ id }: { id: string }) {
  const { data: run, error, refetch } = useQuery(runQuery(id));
  if (run === undefined) {
    return (
      <Page>
        {error === null ? (
          <Loading what="this run" onRetry={() => void refetch()}>
            <RunSkeleton />
          </Loading>
        ) : (
          <ErrorState
            error={error}
            what="this run"
            onRetry={() => void refetch()}
            elsewhere={{ href: "/runs", label: "All runs" }}
          />
        )}
      </Page>
    );
  }
  return (
    <Page>
      <PageHeader
        back={{ href: "/runs", label: "All runs" }}
        title={run.workflowTitle}
        description={<RunFacts run={run} />}
        actions={<RunActions run={run} />}
      />
      <div className="grid grid-cols-1 gap-8 lg:grid-cols-[minmax(0,1fr)_20rem] lg:items-start">
        <div className="grid min-w-0 grid-cols-1 gap-6">
          {run.status === "failed" && run.error !== null && <RunErrorPanel run={run} error={run.error} />}
          <RunNow run={run} />
          <RunOutputs run={run} />
          <RunAttempts run={run} />
        </div>
        <div className="grid min-w-0 grid-cols-1 gap-6">
          <RunLineage run={run} />
          <RunParams run={run} />
        </div>
      </div>
    </Page>
  );
}

function RunFacts({ run }: { run: RunView }) {
  return (
    <span className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      <RunBadge run={run} />
      <span>by {run.submittedBy.name}</span>
      <RelativeTime at={run.createdAt} />
      <Took run={run} />
      {run.priority !== "normal" && <span>{run.priority} priority</span>}
      {run.server !== null && run.status !== "queued" && <span>on {run.server}</span>}
      <span className="font-mono text-2xs text-faint">version {run.version}</span>
    </span>
  );
}

/** A run that waits, here or at the server, has no time that runs. */
function Took({ run: { status, startedAt, finishedAt, attempts } }: { run: RunView }) {
  const now = useNow(1000);
  const executingAt = attempts.at(-1)?.executingAt ?? null;
  if (finishedAt !== null && startedAt !== null)
    return <span className="tabular">{`took ${duration(startedAt, finishedAt)}`}</span>;
  if (status !== "running" || executingAt === null) return null;
  return <span className="tabular">{`running for ${duration(executingAt, now)}`}</span>;
}

function RunSkeleton() {
  return (
    <div>
      <Skeleton className="h-7 w-56" />
      <Skeleton className="mt-2 mb-6 h-5 w-80 max-w-full" />
      <div className="grid grid-cols-1 gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Skeleton className="h-96" />
        <Skeleton className="h-72" />
      </div>
    </div>
  );
}
