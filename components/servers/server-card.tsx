import { ShieldAlert } from "lucide-react";
import Link from "next/link";
import { DrainButton } from "#components/servers/drain-button";
import { HealthBadge } from "#components/servers/health-badge";
import { SlotBlocks } from "#components/servers/slot-blocks";
import { Card } from "#components/ui/card";
import { RelativeTime } from "#components/ui/relative-time";
import type { ServerView } from "#lib/server/server-schema";

/** One ComfyUI server: how it is and why, what it does, what to mind. Its address is nobody's business here. */
export function ServerCard({ server }: { server: ServerView }) {
  return (
    <Card className="flex flex-col gap-3 p-4">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h3 className="truncate text-base font-semibold">{server.name}</h3>
          <p className="text-xs text-faint">
            {server.version === null ? "Version not known yet" : `ComfyUI ${server.version}`}
          </p>
        </div>
        <DrainButton server={server} />
      </div>
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-xs text-soft">
        <HealthBadge server={server} />
        {/* The time is that of the health; nobody is told when it was drained. */}
        {(!server.drained || server.health === "down") && (
          <span>
            since <RelativeTime at={server.since} />
          </span>
        )}
      </div>
      {server.reason !== null && <p className="text-sm text-soft">{server.reason}</p>}
      <SlotBlocks slots={server.slots} inUse={server.slotsInUse} />
      {server.running.length > 0 && (
        <ul aria-label={`Running on ${server.name}`} className="grid gap-1 text-sm">
          {server.running.map(({ slot, run, since }) => (
            <li key={slot} className="flex justify-between gap-3">
              {run === null ? (
                <span className="text-soft">A run of another project</span>
              ) : (
                <Link
                  href={`/runs/${run.id}`}
                  className="truncate underline underline-offset-3 hover:no-underline"
                >
                  {run.workflow}
                </Link>
              )}
              <RelativeTime at={since} className="shrink-0 text-xs text-faint" />
            </li>
          ))}
        </ul>
      )}
      {server.warnings.map((warning) => (
        <p
          key={warning}
          className="flex gap-2 rounded-md bg-accent-tint px-2.5 py-2 text-xs text-accent-text"
        >
          <ShieldAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          {warning}
        </p>
      ))}
      <p className="mt-auto text-2xs text-faint">
        {server.lastSeenAt === null ? (
          "Has not answered yet"
        ) : (
          <>
            Last answered <RelativeTime at={server.lastSeenAt} />
          </>
        )}
      </p>
    </Card>
  );
}
