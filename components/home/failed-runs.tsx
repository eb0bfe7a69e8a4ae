"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { Card, CardBody, CardHeader } from "#components/ui/card";
import { Link } from "#components/ui/link";
import { MoreLink } from "#components/ui/more-link";
import { RelativeTime, useNow } from "#components/ui/relative-time";
import { runListQuery } from "#lib/run/run-queries";

/** Older failures are history; the list of runs has them. */
const freshForMs = 24 * 3600 * 1000;

/** Runs that failed lately and that somebody should look at. */
export function FailedRuns() {
  const now = useNow(60_000);
  const { data } = useInfiniteQuery(runListQuery({ status: "failed" }, 5));
  const runs = (data?.pages[0]?.items ?? []).filter(
    ({ createdAt }) => now - Date.parse(createdAt) < freshForMs,
  );
  if (runs.length === 0) return null;
  return (
    <Card aria-labelledby="failed-runs">
      <CardHeader
        id="failed-runs"
        title="Failed in the last 24 hours"
        actions={<MoreLink href="/runs?status=failed">All failed runs</MoreLink>}
      />
      <CardBody className="py-2.5">
        <ul className="grid grid-cols-1">
          {runs.map((run) => (
            <li key={run.id} className="flex min-w-0 items-baseline gap-2 text-sm">
              <TriangleAlert aria-hidden className="size-3.5 shrink-0 translate-y-0.5 text-rejected" />
              <Link
                href={`/runs/${run.id}`}
                className="min-w-0 truncate py-1 hover:underline pointer-coarse:py-3"
              >
                {run.workflowTitle}: {run.error?.message ?? "failed"}
              </Link>
              <RelativeTime at={run.createdAt} className="ml-auto shrink-0 text-2xs text-faint" />
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
