"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { frameApplier } from "#lib/event/browser/apply-frame";
import { readConnection, subscribeConnection } from "#lib/event/browser/connection";
import { startLiveEvents } from "#lib/event/browser/live-events";

const pollMs = 5000;

/** Keeps the cache true: by events, and by reading again while the stream cannot be had. Draws nothing. */
export function LiveEvents() {
  const client = useQueryClient();
  useEffect(() => {
    const stop = startLiveEvents(frameApplier(client));
    let timer: ReturnType<typeof setInterval> | undefined;
    const unsubscribe = subscribeConnection(() => {
      clearInterval(timer);
      if (readConnection() === "polling") timer = setInterval(() => void client.invalidateQueries(), pollMs);
    });
    return () => {
      clearInterval(timer);
      unsubscribe();
      stop();
    };
  }, [client]);
  return null;
}
