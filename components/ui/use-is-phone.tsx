"use client";

import { useSyncExternalStore } from "react";

/** The same width as `max-md:`. */
const narrow = "(max-width: 767px)";

/** Whether the window is as narrow as a phone's, for what stands elsewhere there; looks alone are a matter of CSS. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(narrow).matches,
    () => false,
  );
}

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(narrow);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}
