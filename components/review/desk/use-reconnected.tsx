"use client";

import { useEffect, useRef } from "react";
import { readConnection, subscribeConnection } from "#lib/event/browser/connection";

/** Does something again once the line to the server is there again; what failed for want of it need not stay failed. */
export function useReconnected(act: (() => void) | undefined): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(
    () =>
      subscribeConnection(() => {
        if (readConnection() === "live") latest.current?.();
      }),
    [],
  );
}
