"use client";

import { useSyncExternalStore } from "react";
import { useDeskParts } from "#components/review/desk/desk-context";

/** Whether something that one wrote or drew on an output is not posted yet. */
export function useWaitingDraft(outputId: string): boolean {
  const { drafts } = useDeskParts();
  return useSyncExternalStore(
    drafts.subscribe,
    () => drafts.isWaiting(outputId),
    () => false,
  );
}
