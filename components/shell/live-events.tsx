"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { startLiveEvents } from "#lib/event/browser/live-events";
import { loadPatiently } from "#lib/event/browser/load-patiently";
import { readWhileAway } from "#lib/event/browser/read-while-away";

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
    const stopReading = readWhileAway(() => void client.invalidateQueries());
    return () => {
      stopReading();
      stop();
    };
  }, [client]);
  return null;
}
