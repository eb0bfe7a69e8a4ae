"use client";

import { useState, useSyncExternalStore, type RefObject } from "react";
import type { SwipeAct } from "#components/review/large/use-zoom";
import { isSwipeOn, readSwipe, subscribeSwipe, type SwipeIntent } from "#lib/review/browser/keys/swipe";

/** What swipes do: the same as the buttons. */
export type SwipeActs = { approve: () => void; reject: () => void; askReason: () => void };

/** The picture follows the finger; past a third of the width letting go decides. */
export function useSwipe(stage: RefObject<HTMLElement | null>, acts: SwipeActs | null) {
  const isOn = useSyncExternalStore(subscribeSwipe, isSwipeOn, () => false);
  const [swipe, setSwipe] = useState<{ by: number; intent: SwipeIntent } | null>(null);
  function onSwipe(act: SwipeAct): void {
    if (act.type === "swipe-canceled") return setSwipe(null);
    const intent = readSwipe(act.by, act.heldMs, stage.current?.clientWidth ?? 1);
    if (!act.isOver) return setSwipe({ by: act.by, intent });
    setSwipe(null);
    if (!intent.isCommitted || acts === null) return;
    switch (intent.action) {
      case "approve":
        return acts.approve();
      case "reject":
        return acts.reject();
      case "reject-reason":
        return acts.askReason();
    }
  }
  return { swipe, onSwipe: isOn && acts !== null ? onSwipe : undefined };
}
