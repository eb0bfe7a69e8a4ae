import { ShieldAlert } from "lucide-react";
import type { ReactNode } from "react";
import { ActivityChart, totalOf } from "#components/servers/activity-chart";
import { ComparedNumbers, type Scale } from "#components/servers/compared-numbers";
import { DrainButton } from "#components/servers/drain-button";
import { HealthLine } from "#components/servers/health-line";
import { LastErrors } from "#components/servers/last-errors";
import { ServerSlots } from "#components/servers/server-slots";
import { Card } from "#components/ui/card";
import { cn } from "#components/ui/cn";
import { ClockTime } from "#components/ui/clock-time";
import { useNow } from "#components/ui/relative-time";
import type { ServerView } from "#lib/server/server-schema";

const silentAfterMs = 60_000;

type ServerCardProps = { server: ServerView; scale: Scale; isLastOfPool: boolean };

/** One ComfyUI server: how it is and why, what it does, what it did. Its address is nobody's business here. */
export function ServerCard({ server, scale, isLastOfPool }: ServerCardProps) {
  const hour = totalOf(server.lastHour);
  return (
    <Card aria-label={server.name} className="@container grid content-start gap-4 p-4">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h3 className="truncate text-base font-semibold">{server.name}</h3>
          <p className="text-xs text-faint">
            {server.version === null ? "Version not known yet" : `ComfyUI ${server.version}`}
            {server.weight !== 1 && ` · weight ${server.weight}`}
            <LastAnswer server={server} />
          </p>
        </div>
        <DrainButton server={server} isLastOfPool={isLastOfPool} />
      </div>
      <HealthLine server={server} />
      {server.warnings.map((warning) => (
        <p
          key={warning}
          className="flex gap-2 rounded-md bg-accent-tint px-2.5 py-2 text-xs text-accent-text"
        >
          <ShieldAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          {warning}
        </p>
      ))}
      <div className="grid gap-4 @md:grid-cols-2 @md:gap-6">
        <Part
          title={`${server.slotsInUse} of ${server.slots} ${server.slots === 1 ? "slot" : "slots"} in use`}
        >
          <ServerSlots server={server} />
        </Part>
        <Part
          title={
            <>
              Last hour: {hour.ended} ended,{" "}
              <span className={cn(hour.failed > 0 && "text-rejected")}>{hour.failed} in an error</span>
            </>
          }
        >
          <ActivityChart name={server.name} spans={server.lastHour} />
        </Part>
        <Part title={scale.servers === 1 ? "In numbers" : "Compared with the other servers"}>
          <ComparedNumbers server={server} scale={scale} />
        </Part>
        <Part title="Last errors">
          <LastErrors server={server} />
        </Part>
      </div>
    </Card>
  );
}

/** Probes ask every few seconds: one that answers needs no word, and one that does not, the time of its last. */
function LastAnswer({ server: { health, lastSeenAt } }: { server: ServerView }) {
  const now = useNow(30_000);
  if (lastSeenAt === null) return " · has not answered yet";
  if (health !== "down" && now - Date.parse(lastSeenAt) < silentAfterMs) return null;
  return (
    <>
      {" · last answered "}
      <ClockTime at={lastSeenAt} />
    </>
  );
}

function Part({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <div className="grid min-w-0 content-start gap-2">
      <h4 className="text-xs font-medium text-soft tabular">{title}</h4>
      {children}
    </div>
  );
}
