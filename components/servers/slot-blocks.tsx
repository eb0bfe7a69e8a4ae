import { cn } from "#components/ui/cn";
import type { ServerView } from "#lib/server/server-schema";
import { takesRuns } from "#lib/server/where-to-run";

const mostBlocks = 16;

/** Capacity one can count: filled blocks are at work. What is drained or away is no capacity now, and is said beside it. */
export function SlotBlocks({ servers }: { servers: readonly ServerView[] }) {
  const open = servers.filter(takesRuns);
  const slots = slotsOf(open);
  const inUse = open.reduce((sum, server) => sum + server.slotsInUse, 0);
  const drained = slotsOf(servers.filter((server) => server.drained));
  const away = slotsOf(servers) - slots - drained;
  return (
    <div className="flex items-center gap-2">
      {slots <= mostBlocks && (
        <span aria-hidden className="flex gap-0.5">
          {Array.from({ length: slots }, (_, index) => (
            <span
              key={index}
              className={cn(
                "size-3 rounded-[2px] border",
                index < inUse ? "border-accent bg-accent" : "border-line-strong",
              )}
            />
          ))}
        </span>
      )}
      <span className="text-xs text-soft tabular">
        {inUse} of {slots} {slots === 1 ? "slot" : "slots"} in use
        {drained > 0 && `, ${drained} drained`}
        {away > 0 && `, ${away} away`}
      </span>
    </div>
  );
}

function slotsOf(servers: readonly ServerView[]): number {
  return servers.reduce((sum, server) => sum + server.slots, 0);
}
