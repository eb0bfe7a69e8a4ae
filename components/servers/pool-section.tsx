import { CircleAlert, Hourglass } from "lucide-react";
import type { Scale } from "#components/servers/compared-numbers";
import { CheckAgain } from "#components/servers/check-again";
import { ServerCard } from "#components/servers/server-card";
import { SlotBlocks } from "#components/servers/slot-blocks";
import { RelativeTime } from "#components/ui/relative-time";
import type { PoolView, ServerView } from "#lib/server/server-schema";
import { takesRuns } from "#lib/server/where-to-run";

type PoolSectionProps = { pool: PoolView; servers: readonly ServerView[]; scale: Scale };

/** A pool: how much of it works, what waits for it and why, and its servers. */
export function PoolSection({ pool, servers, scale }: PoolSectionProps) {
  const takers = servers.filter(takesRuns);
  const id = `pool-${pool.name}`;
  return (
    <section aria-labelledby={id} className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b pb-2">
        <h2 id={id} className="text-sm font-semibold">
          Pool {pool.name}
        </h2>
        <SlotBlocks servers={servers} />
        <span className="text-xs text-soft tabular">
          <QueueWords pool={pool} />
        </span>
      </div>
      {takers.length === 0 && (
        <div className="flex flex-wrap items-center gap-2 rounded-md border border-rejected/50 bg-rejected-tint px-3 py-2 text-sm text-rejected">
          <p className="flex min-w-0 flex-1 basis-64 gap-2">
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            No server of this pool takes runs now. Runs for it are kept and start by themselves when one does.
          </p>
          <CheckAgain />
        </div>
      )}
      {pool.waiting.length > 0 && (
        <ul aria-label={`Why runs wait for pool ${pool.name}`} className="grid gap-1 text-xs text-soft">
          {pool.waiting.map(({ code, message, runs }) => (
            <li key={`${code} ${message}`} className="flex gap-2">
              <Hourglass aria-hidden className="mt-px size-3.5 shrink-0 text-accent-text" />
              <span>
                <span className="font-medium text-text tabular">
                  {runs} {runs === 1 ? "run waits" : "runs wait"}:
                </span>{" "}
                {message}
              </span>
            </li>
          ))}
        </ul>
      )}
      <div className="grid gap-4 lg:grid-cols-2">
        {servers.map((server) => (
          <ServerCard
            key={server.id}
            server={server}
            scale={scale}
            isLastOfPool={takers.every((taker) => taker.id === server.id)}
          />
        ))}
      </div>
    </section>
  );
}

function QueueWords({ pool: { queued, oldestQueuedAt } }: { pool: PoolView }) {
  if (queued === 0 || oldestQueuedAt === null) return "nothing queued";
  return (
    <>
      {queued} {queued === 1 ? "run" : "runs"} queued, the oldest from <RelativeTime at={oldestQueuedAt} />
    </>
  );
}
