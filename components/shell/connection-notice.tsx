"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { cn } from "#components/ui/cn";
import { useRootMark } from "#components/ui/use-root-mark";
import { readConnection, subscribeConnection, type Connection } from "#lib/event/browser/connection";

const words: Record<Connection, { short: string; long: string }> = {
  connecting: { short: "Connecting", long: "Connecting to live updates." },
  live: { short: "Live", long: "Changes appear by themselves." },
  reconnecting: { short: "Offline", long: "The connection was lost. What you see may be a moment old." },
  polling: { short: "Every 5 s", long: "Live updates cannot be had; the page reads again every 5 seconds." },
};

/** A hiccup that mends itself is nobody's business. */
const patienceMs = 1500;

/**
 * The one place that speaks of the connection: in the rail on a desk; where that has no room, and on a phone, a line at
 * the lower edge when something is wrong, for which the page makes room.
 */
export function ConnectionNotice() {
  const connection = useSettledConnection();
  const { short, long } = words[connection];
  const quiet = connection === "live" || connection === "connecting";
  useRootMark("offline", !quiet);
  return (
    <div
      role="status"
      title={long}
      className={cn(
        "fixed bottom-23 left-0 z-30 flex w-19 items-center justify-center gap-1 text-2xs text-faint md:tracking-tighter",
        quiet
          ? "railless:sr-only"
          : "railless:right-0 railless:bottom-(--bottom-bar) railless:h-(--notice) railless:w-auto railless:border-t railless:bg-raised railless:text-text md:railless:left-19",
      )}
    >
      <span
        aria-hidden
        className={cn(
          "size-1.5 shrink-0 rounded-full",
          connection === "live" ? "bg-approved" : "border border-accent-text bg-transparent",
        )}
      />
      {short}
      <span className="sr-only">. {long}</span>
    </div>
  );
}

function useSettledConnection(): Connection {
  const now = useSyncExternalStore(subscribeConnection, readConnection, (): Connection => "connecting");
  const [settled, setSettled] = useState<Connection>(now);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(now), now === "live" ? 0 : patienceMs);
    return () => clearTimeout(timer);
  }, [now]);
  return settled;
}
