"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { FailedRuns } from "#components/home/failed-runs";
import { FirstSteps } from "#components/home/first-steps";
import { QuickStart } from "#components/home/quick-start";
import { RecentApprovals } from "#components/home/recent-approvals";
import { RunningNow } from "#components/home/running-now";
import { WaitingForYou } from "#components/home/waiting-for-you";
import { useMe } from "#components/shell/me-context";
import { BackfillLine } from "#components/review/desk/backfill-line";
import { ErrorState } from "#components/ui/error-state";
import { Loading } from "#components/ui/loading";
import { Page } from "#components/ui/page";
import { PageHeader } from "#components/ui/page-header";
import { Skeleton } from "#components/ui/skeleton";
import { runListQuery } from "#lib/run/run-queries";

/** Where the day begins: what waits for a person, what the machines are doing. */
export function HomePage() {
  const me = useMe();
  const { data, error, refetch } = useInfiniteQuery(runListQuery({}, 1));
  const isNew = data !== undefined && data.pages[0]?.items.length === 0;
  return (
    <Page>
      <PageHeader title={isNew ? `Welcome, ${me.name}` : "Home"} actions={<BackfillLine />} />
      {data === undefined && error === null && (
        <Loading what="what waits for you" onRetry={() => void refetch()}>
          <HomeSkeleton />
        </Loading>
      )}
      {data === undefined && error !== null && (
        <ErrorState error={error} what="what waits for you" onRetry={() => void refetch()} />
      )}
      {isNew && <FirstSteps />}
      {data !== undefined && !isNew && (
        <div className="grid grid-cols-1 gap-6">
          <div className="grid grid-cols-1 gap-6 lg:grid-cols-2">
            <WaitingForYou />
            <RunningNow />
          </div>
          <FailedRuns />
          <RecentApprovals />
          <QuickStart />
        </div>
      )}
    </Page>
  );
}

function HomeSkeleton() {
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <Skeleton className="h-80" />
      <Skeleton className="h-80" />
    </div>
  );
}
