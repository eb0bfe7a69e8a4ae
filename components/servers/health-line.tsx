import { HealthBadge } from "#components/servers/health-badge";
import { ClockTime } from "#components/ui/clock-time";
import type { ServerView } from "#lib/server/server-schema";

/** How the server is, since when, and why. Of a drained server both count: somebody's order and its own health. */
export function HealthLine({ server }: { server: ServerView }) {
  const isDrained = server.drained && server.health !== "down";
  return (
    <div className="grid gap-1.5">
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-xs text-soft">
        <HealthBadge server={server} />
        <span>
          since{" "}
          <ClockTime at={isDrained && server.drainedSince !== null ? server.drainedSince : server.since} />
        </span>
        {server.drained && (
          <span>
            {isDrained
              ? "It gets no new runs until somebody resumes it."
              : "Also drained: once it answers it still gets no runs until somebody resumes it."}
          </span>
        )}
      </p>
      {server.reason !== null && <p className="text-sm text-soft">{server.reason}</p>}
    </div>
  );
}
