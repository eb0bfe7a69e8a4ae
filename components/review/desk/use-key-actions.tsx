"use client";

import { useEffect, useRef } from "react";
import { attachKeyActions, type KeyActions } from "#lib/review/browser/keys/key-handlers";

/**
 * Gives keys something to do while the calling part is on screen. Their names and places are in the key registry. Apart
 * from what listens to them: the frame of every page has a key, and no desk.
 */
export function useKeyActions(actions: KeyActions): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => attachKeyActions(() => latest.current), []);
}
