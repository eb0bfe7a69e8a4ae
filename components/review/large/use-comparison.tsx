"use client";

import { useSyncExternalStore } from "react";
import { useDesk, useDeskParts } from "#components/review/desk/desk-context";
import type { Comparison } from "#lib/review/browser/compare/comparison";

/** Reads from what is compared, null while nothing is. Select values that keep their identity. */
export function useComparison<Selected>(select: (comparison: Comparison | null) => Selected): Selected {
  const { compare } = useDeskParts();
  const read = () => select(compare.read());
  return useSyncExternalStore(compare.subscribe, read, read);
}

/** The output that a verdict or a note is for: the one with the cursor, in compare the outlined side. */
export function useTargetId(): string | null {
  const cursor = useDesk((desk) => desk.cursor);
  return useComparison((comparison) => comparison?.target ?? null) ?? cursor;
}
