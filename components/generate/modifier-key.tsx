"use client";

import { useSyncExternalStore } from "react";

const nothing = () => () => undefined;

/** ⌘ where a keyboard has it, Ctrl elsewhere. */
export function ModifierKey() {
  const isMac = useSyncExternalStore(
    nothing,
    () => /Mac|iPhone|iPad/.test(navigator.userAgent),
    () => false,
  );
  return isMac ? "⌘" : "Ctrl";
}
