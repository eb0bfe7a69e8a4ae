"use client";

import { useSyncExternalStore } from "react";
import { type Drawing, readDrawing, subscribeDrawing } from "#lib/comment/browser/drawing";

/** Reads how drawings are shown and made; redraws only when what is selected changes. */
export function useDrawing<Selected>(select: (drawing: Drawing) => Selected): Selected {
  const read = () => select(readDrawing());
  return useSyncExternalStore(subscribeDrawing, read, read);
}
