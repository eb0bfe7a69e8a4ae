"use client";

import { useSyncExternalStore } from "react";

/**
 * The token after the # of the address: undefined until the page runs in a browser (a fragment never reaches the
 * server), null when there is none.
 */
export function useHashToken(): string | null | undefined {
  return useSyncExternalStore(subscribe, readToken, () => undefined);
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

function readToken(): string | null {
  return new URLSearchParams(window.location.hash.slice(1)).get("token");
}
