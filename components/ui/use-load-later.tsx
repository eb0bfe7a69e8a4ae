"use client";

import { useEffect } from "react";

const afterMs = 300;

/**
 * Fetches parts that nobody can have asked for yet, once what is on screen has been painted. What cannot be had is
 * asked for again when it is needed. `load` has to stay the same function.
 */
export function useLoadLater(load: () => Promise<unknown>): void {
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => undefined), afterMs);
    return () => clearTimeout(timer);
  }, [load]);
}
