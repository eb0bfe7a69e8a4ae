import type { LatestRunsState } from "#components/generate/use-latest-runs";
import { RunLine } from "#components/runs/run-line";
import { MoreLink } from "#components/ui/more-link";
import { Skeleton } from "#components/ui/skeleton";

/** What this form has started, live. */
export function LatestRuns({ runs }: { runs: LatestRunsState }) {
  const { items, isPending, error } = runs;
  return (
    <section aria-labelledby="latest-runs" className="mt-6">
      <div className="flex items-baseline justify-between border-b pb-1.5">
        <h2 id="latest-runs" className="text-xs font-semibold text-soft">
          Your latest runs
        </h2>
        <MoreLink href="/runs?by=me">All of yours</MoreLink>
      </div>
      {isPending && (
        <div className="grid gap-3 py-3">
          <Skeleton className="h-6" />
          <Skeleton className="h-24" />
        </div>
      )}
      {error !== null && items.length === 0 && (
        <p className="py-3 text-xs text-soft">
          Your runs could not be read just now. They go on all the same.
        </p>
      )}
      {!isPending && error === null && items.length === 0 && (
        <p className="py-3 text-xs text-faint">
          Runs appear here as soon as you start them, with their progress and pictures.
        </p>
      )}
      <ul>
        {items.map((run) => (
          <RunLine key={run.id} run={run} showTitle={false} />
        ))}
      </ul>
    </section>
  );
}
