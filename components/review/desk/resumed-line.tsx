"use client";

import { useEffect, useState } from "react";
import { useSession } from "#components/review/desk/desk-context";
import { cn } from "#components/ui/cn";
import { announce } from "#lib/review/browser/desk/announcer";

const readMs = 6000;

/** For who comes back to a session: that it goes on where they left it. Stands where there is room and covers nothing. */
export function ResumedLine({ className }: { className?: string }) {
  const { detail, resumedAt, isReload } = useSession();
  const isTold = resumedAt !== null && resumedAt > 0 && !isReload;
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    if (!isTold) return;
    announce(`Resumed where you stopped: picture ${resumedAt + 1} of ${detail?.total ?? 0}.`);
    const timer = setTimeout(() => setOver(true), readMs);
    return () => clearTimeout(timer);
    // Said once, when it is resumed; the list may grow later.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- total of that moment
  }, [isTold, resumedAt]);
  if (!isTold || isOver) return null;
  return (
    <p className={cn("truncate text-xs text-accent-text", className)}>
      Resumed
      <span className="max-[430px]:hidden"> where you stopped</span>
    </p>
  );
}
