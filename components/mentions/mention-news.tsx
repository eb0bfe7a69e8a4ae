"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useMe } from "#components/shell/me-context";
import { toast } from "#components/ui/toast";
import { subscribeFrames } from "#lib/event/browser/live-events";
import { hearMentions } from "#lib/comment/browser/hear-mentions";
import { commentPath } from "#lib/comment/browser/comment-address";
import { setApart } from "#lib/set-apart";

/** Says in passing who has just called the person here, and leads there. Draws nothing. */
export function MentionNews() {
  const { id: personId } = useMe();
  const router = useRouter();
  useEffect(
    () =>
      subscribeFrames(
        hearMentions(personId, ({ by, ...comment }) =>
          toast.info(`${setApart(by)} mentioned you.`, {
            action: { label: "Read it", run: () => router.push(commentPath(comment)) },
            durationMs: 8000,
          }),
        ),
      ),
    [personId, router],
  );
  return null;
}
