"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { RunLine } from "#components/runs/run-line";
import { Card, CardBody, CardHeader } from "#components/ui/card";
import { MoreLink } from "#components/ui/more-link";
import { Skeleton } from "#components/ui/skeleton";
import { runListQuery } from "#lib/run/run-queries";

const shown = 6;

/** Runs under way and in the queue, live; the ones that run come before those that wait. */
export function RunningNow() {
  const { data, isPending, isError } = useInfiniteQuery(runListQuery({ status: "active" }, shown));
  const page = data?.pages[0];
  const runs = (page?.items ?? []).toSorted(
    (a, b) => Number(b.status === "running") - Number(a.status === "running"),
  );
  return (
    <Card className="flex flex-col">
      <CardHeader
        title="Running now"
        actions={
          <MoreLink href={page?.nextCursor ? "/runs?status=active" : "/runs"}>
            {page?.nextCursor ? "All active" : "All runs"}
          </MoreLink>
        }
      />
      <CardBody className="flex grow flex-col py-1">
        {isPending && <Skeleton className="my-3 h-16" />}
        {isError && runs.length === 0 && (
          <p className="py-3 text-sm text-soft">The runs could not be read just now.</p>
        )}
        {data !== undefined && runs.length === 0 && (
          <p className="m-auto py-3 text-sm text-soft">Nothing is running. Start something below.</p>
        )}
        <ul>
          {runs.map((run) => (
            <RunLine key={run.id} run={run} />
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
