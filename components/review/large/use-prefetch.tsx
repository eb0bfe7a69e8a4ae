"use client";

import { useEffect, useSyncExternalStore } from "react";
import { useDeskParts } from "#components/review/desk/desk-context";
import { decodeQueue, largeUrl, useLoadingMode } from "#components/review/large/use-picture";
import { rowAt } from "#lib/review/browser/desk/desk";
import { isKeyHeld, subscribeHeldKey } from "#lib/review/browser/keys/held-key";
import { nextUndecided } from "#lib/review/browser/desk/move-cursor";
import { positionsAround } from "#lib/review/browser/large/pictures-around";

/** Quick steps pass pictures faster than this; only where they end is worth fetching around. */
const restMs = 90;

/** Has the neighbours of `position` decoded before they are asked for, one at a time. */
export function usePrefetch(position: number): void {
  const { desk } = useDeskParts();
  const mode = useLoadingMode();
  const isHeld = useSyncExternalStore(subscribeHeldKey, isKeyHeld, () => false);
  useEffect(() => {
    if (position === -1 || isHeld) return;
    const timer = setTimeout(() => {
      const state = desk.read();
      const next = nextUndecided(state, position);
      const wanted = positionsAround(position, next !== null && "at" in next ? next.at : null);
      const hashes = wanted.flatMap((at) => rowAt(state, at)?.sha256 ?? []);
      decodeQueue().ahead(mode === "ahead" ? hashes.map((hash) => largeUrl(hash, mode)) : []);
    }, restMs);
    return () => clearTimeout(timer);
  }, [desk, position, mode, isHeld]);
}
