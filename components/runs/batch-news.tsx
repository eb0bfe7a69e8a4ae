"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { toast } from "#components/ui/toast";
import { subscribeFrames } from "#lib/event/browser/live-events";
import { loadPatiently } from "#lib/event/browser/load-patiently";
import { readWatched, subscribeWatched } from "#lib/run/browser/watched-batches";

/**
 * Tells of batches that somebody asked to be told of: by the system's own notification where that is allowed, else on
 * the page. Draws nothing, and loads nothing while no batch is watched.
 */
export function BatchNews() {
  const router = useRouter();
  useEffect(() => {
    const load = () =>
      loadPatiently(() => import("#lib/run/browser/batch-news")).then(
        ({ batchWords, followBatches, readBatchEnd }) =>
          followBatches({
            store: localStorage,
            readEnd: readBatchEnd,
            tell: (batch, end) =>
              tell(batchWords(batch, end), batch.id, () => router.push(`/runs?batch=${batch.id}`)),
          }),
      );
    let follower: ReturnType<typeof load> | undefined;
    const follow = () => (follower ??= load());
    const check = () => void follow().then((batches) => batches.check());
    if (readWatched(localStorage).length > 0) check();
    const stopWatching = subscribeWatched(check);
    const stopHearing = subscribeFrames((frame) => {
      if (readWatched(localStorage).length > 0) void follow().then((batches) => batches.hear(frame));
    });
    return () => {
      stopWatching();
      stopHearing();
    };
  }, [router]);
  return null;
}

function tell(words: string, tag: string, open: () => void): void {
  if (!("Notification" in window) || Notification.permission !== "granted") {
    toast.info(words, { action: { label: "Look at it", run: open } });
    return;
  }
  const notification = new Notification("Proofsheet", { body: words, tag });
  notification.addEventListener("click", () => {
    window.focus();
    open();
  });
}
