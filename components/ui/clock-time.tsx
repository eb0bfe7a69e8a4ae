"use client";

import { clockTime } from "#lib/relative-time";

/** When something happened, by the clock on the wall: it does not grow old while one looks. */
export function ClockTime({ at }: { at: string }) {
  return (
    <time dateTime={at} title={new Date(at).toLocaleString()} suppressHydrationWarning>
      {clockTime(at, Date.now())}
    </time>
  );
}
