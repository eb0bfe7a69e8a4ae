"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { readConnection, subscribeConnection } from "#lib/event/browser/connection";
import { startLiveEvents } from "#lib/event/browser/live-events";
import { loadPatiently } from "#lib/event/browser/load-patiently";

const pollMs = 5000;
const loadApplier = () => loadPatiently(() => import("#lib/event/browser/apply-frame"));

/** Keeps the cache true: by events, and by reading again while the stream cannot be had. Draws nothing. */
export function LiveEvents() {
  const client = useQueryClient();
  useEffect(() => {
    // The stream opens with the page; what it says waits, in its order, until it is known what that makes old. Where a
    // newer build no longer has that part, all of it is.
    const applier = loadApplier().then(
      ({ frameApplier }) => frameApplier(client),
      () => () => void client.invalidateQueries(),
    );
    const stop = startLiveEvents((frame) => void applier.then((apply) => apply(frame)));
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
