"use client";

import { useCallback, useEffect, useState } from "react";
import { createLens, type Lens } from "#lib/review/browser/large/lens";

/** The lens of a side: a pin by its id, the candidate by null. */
export type LensOf = (side: string | null) => Lens;

/**
 * One lens for all sides, or one for each once they are unlinked; those begin where the shared one looked. The shared
 * one begins where the large view looked and leaves that alone.
 */
export function useLenses(large: Lens, isLinked: boolean): LensOf {
  const [shared] = useState(() => createLens(large.read()));
  const [own] = useState(() => new Map<string | null, Lens>());
  useEffect(() => {
    if (isLinked) own.clear();
  }, [isLinked, own]);
  return useCallback(
    (side) => {
      if (isLinked) return shared;
      const lens = own.get(side) ?? createLens(shared.read());
      own.set(side, lens);
      return lens;
    },
    [isLinked, shared, own],
  );
}
