"use client";

import { Link } from "#components/ui/link";
import { Progress } from "#components/ui/progress";
import { useNow } from "#components/ui/relative-time";
import { duration } from "#lib/relative-time";
import type { ServerView, SlotUse } from "#lib/server/server-schema";

/** Every slot has its row, busy or free, so that nothing moves when a run comes or goes. */
export function ServerSlots({ server }: { server: ServerView }) {
  const now = useNow(1000);
  const beyond = server.running.filter(({ slot }) => slot >= server.slots);
  const slots = Array.from(
    { length: server.slots },
    (_, index) => server.running.find(({ slot }) => slot === index) ?? index,
  );
  return (
    <ul aria-label={`Slots of ${server.name}`} className="grid grid-cols-1 gap-2">
      {[...slots, ...beyond].map((slot) =>
        typeof slot === "number" ? (
          <FreeSlot key={slot} number={slot + 1} server={server} />
        ) : (
          <BusySlot key={slot.slot} use={slot} now={now} />
        ),
      )}
    </ul>
  );
}

function FreeSlot({ number, server }: { number: number; server: ServerView }) {
  const isUsable = !server.drained && server.health !== "down";
  return (
    <li className="grid h-9 content-center gap-1.5 text-xs text-faint">
      <span className="flex items-baseline gap-2">
        <SlotNumber number={number} />
        {isUsable ? "Free" : "Not given any run"}
      </span>
      <span aria-hidden className="h-1 rounded-full border border-dashed border-line-strong/60" />
    </li>
  );
}

function BusySlot({ use: { slot, since, run }, now }: { use: SlotUse; now: number }) {
  const percent = run === null || run.fraction === null ? null : Math.round(run.fraction * 100);
  return (
    <li className="grid h-9 grid-cols-1 content-center gap-1.5 text-xs">
      <span className="flex items-baseline gap-2">
        <SlotNumber number={slot + 1} />
        {run === null ? (
          <span className="min-w-0 truncate text-soft">A run of another project</span>
        ) : (
          <Link
            href={`/runs/${run.id}`}
            className="min-w-0 truncate text-sm font-medium underline underline-offset-3 hover:no-underline"
          >
            {run.workflow}
          </Link>
        )}
        <span className="min-w-0 flex-1 truncate text-faint">{run?.node}</span>
        <span className="shrink-0 text-soft tabular">
          {percent !== null && `${percent} % · `}
          {duration(since, now)}
        </span>
      </span>
      <Progress
        value={run?.fraction ?? null}
        label={run === null ? "Its progress" : `Progress of ${run.workflow}`}
      />
    </li>
  );
}

function SlotNumber({ number }: { number: number }) {
  return (
    <span className="shrink-0 text-2xs text-faint tabular">
      <span className="sr-only">Slot </span>
      {number}
    </span>
  );
}
