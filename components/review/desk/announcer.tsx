"use client";

import { useSyncExternalStore } from "react";
import { readAnnouncements, subscribeAnnouncements } from "#lib/review/browser/desk/announcer";

/** The two live regions of the desk: verdicts politely, failures at once. */
export function Announcer() {
  const { polite, assertive } = useSyncExternalStore(
    subscribeAnnouncements,
    readAnnouncements,
    readAnnouncements,
  );
  return (
    <>
      <p role="status" className="sr-only">
        {polite}
      </p>
      <p role="alert" className="sr-only">
        {assertive}
      </p>
    </>
  );
}
