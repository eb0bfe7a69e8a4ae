"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ListVideo } from "lucide-react";
import { Link } from "#components/ui/link";
import { BatchBar } from "#components/runs/batch-bar";
import { RunRow } from "#components/runs/run-row";
import { RunFilters } from "#components/runs/run-filters";
import { useRunFilter } from "#components/runs/use-run-filter";
import { MoreRows } from "#components/runs/more-rows";
import { useWhyNot } from "#components/shell/me-context";
import { ServersNotice } from "#components/servers/servers-notice";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { Loading } from "#components/ui/loading";
import { Page } from "#components/ui/page";
import { PageHeader } from "#components/ui/page-header";
import { Skeleton } from "#components/ui/skeleton";
import { statusFilters } from "#lib/run/run-filter";
import { runListQuery, type RunFilter } from "#lib/run/run-queries";
import { workflowListQuery } from "#lib/workflow/workflow-queries";

/** Everything that was asked of the machines, newest first. */
export function RunsPage() {
  const { filter, change, ignored } = useRunFilter();
  const workflows = useQuery(workflowListQuery());
  const { data, error, isPending, refetch, ...more } = useInfiniteQuery(runListQuery(filter, 30));
  const runs = data?.pages.flatMap(({ items }) => items) ?? [];
  const titleOf = (name: string) => workflows.data?.items.find((known) => known.name === name)?.title ?? name;
  const isFiltered = [filter.status, filter.workflow, filter.by, filter.batch].some(
    (part) => part !== undefined,
  );
  return (
    <Page>
      <PageHeader
        title="Runs"
        description="Every run with what it was asked for, how far it is and what came of it."
        actions={
          <Button variant="primary" asChild>
            <Link href="/generate">Generate</Link>
          </Button>
        }
      />
      <RunFilters filter={filter} workflows={workflows.data?.items ?? []} onChange={change} />
      {filter.batch !== undefined && (
        <BatchBar id={filter.batch} onClose={() => change({ ...filter, batch: undefined })} />
      )}
      <ServersNotice className="mt-3" />
      {ignored.length > 0 && (
        <p role="status" className="mt-3 text-xs text-soft">
          The address asked for something that is not known here and was left out: {ignored.join(", ")}.
        </p>
      )}
      {isPending && (
        <Loading what="the runs" onRetry={() => void refetch()}>
          <RunsSkeleton />
        </Loading>
      )}
      {error !== null && data === undefined && (
        <ErrorState error={error} what="the runs" onRetry={() => void refetch()} />
      )}
      {data !== undefined &&
        runs.length === 0 &&
        (isFiltered ? <NoMatch filter={filter} titleOf={titleOf} onChange={change} /> : <NoRuns />)}
      {runs.length > 0 && (
        <>
          <ul aria-label="Runs" className="mt-4 divide-y rounded-lg border bg-surface">
            {runs.map((run) => (
              <RunRow key={run.id} run={run} />
            ))}
          </ul>
          <MoreRows
            hasMore={more.hasNextPage}
            isFetching={more.isFetchingNextPage}
            shown={runs.length}
            onMore={() => void more.fetchNextPage()}
          />
        </>
      )}
    </Page>
  );
}

function RunsSkeleton() {
  return (
    <div className="mt-4 grid gap-px">
      {[1, 2, 3, 4, 5].map((key) => (
        <Skeleton key={key} className="h-20" />
      ))}
    </div>
  );
}

/** The first step for who may take it; for others, who may. */
function NoRuns() {
  const whyNot = useWhyNot("run.create");
  return (
    <EmptyState
      icon={ListVideo}
      title="Nothing has been run yet"
      actions={
        whyNot === undefined && (
          <Button variant="primary" asChild>
            <Link href="/generate">Choose a workflow</Link>
          </Button>
        )
      }
    >
      {whyNot ?? "Fill in a workflow's form and its runs appear here."}
    </EmptyState>
  );
}

type NoMatchProps = {
  filter: RunFilter;
  titleOf: (workflow: string) => string;
  onChange: (filter: RunFilter) => void;
};

/** The filter in words, and a way out of each of its parts. */
function NoMatch({ filter, titleOf, onChange }: NoMatchProps) {
  const { status, workflow, by, batch } = filter;
  const state = statusFilters.find(({ value }) => value === status)?.label ?? status;
  const parts = [
    ...(status === undefined ? [] : [{ text: `“${state}”`, without: { ...filter, status: undefined } }]),
    ...(workflow === undefined
      ? []
      : [{ text: titleOf(workflow), without: { ...filter, workflow: undefined } }]),
    ...(by === undefined ? [] : [{ text: "“Mine”", without: { ...filter, by: undefined } }]),
    ...(batch === undefined ? [] : [{ text: "this batch", without: { ...filter, batch: undefined } }]),
  ];
  return (
    <EmptyState
      icon={ListVideo}
      title="No run fits these filters"
      actions={
        <>
          {parts.length > 1 &&
            parts.map(({ text, without }) => (
              <Button key={text} onClick={() => onChange(without)}>
                {`Without ${text}`}
              </Button>
            ))}
          <Button variant={parts.length > 1 ? "ghost" : "secondary"} onClick={() => onChange({})}>
            Show all runs
          </Button>
        </>
      }
    >
      {`${parts.map(({ text }) => text).join(", ")}.`}
    </EmptyState>
  );
}
