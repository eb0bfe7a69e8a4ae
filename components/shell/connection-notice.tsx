"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { cn } from "#components/ui/cn";
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
 * The one place that speaks of the connection: in the rail on a desk; where that has no room, and on a phone, a pill
 * when something is wrong.
 */
export function ConnectionNotice() {
  const connection = useSettledConnection();
  const { short, long } = words[connection];
  const quiet = connection === "live" || connection === "connecting";
  return (
    <div
      role="status"
      title={long}
      className={cn(
        "fixed bottom-23 left-0 z-30 flex w-19 items-center justify-center gap-1 text-2xs text-faint md:tracking-tighter",
        "railless:bottom-auto railless:left-1/2 railless:top-[calc(0.5rem+env(safe-area-inset-top))] railless:w-auto railless:-translate-x-1/2 railless:rounded-full railless:border railless:bg-raised railless:px-3 railless:py-1.5 railless:text-text",
        quiet && "railless:sr-only",
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
