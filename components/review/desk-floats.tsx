"use client";

import { ConflictNotices } from "#components/review/conflict-notices";
import { SelectionBar } from "#components/review/selection-bar";
import type { Verdicts } from "#components/review/use-verdicts";

/** What comes and goes floats above the lower edge: it may not move a picture. */
export function DeskFloats({ verdicts }: { verdicts: Verdicts }) {
  return (
    <div className="pointer-events-none absolute inset-x-3 bottom-3 z-20 flex flex-col items-center gap-2 *:pointer-events-auto">
      <SelectionBar />
      <ConflictNotices verdicts={verdicts} />
    </div>
  );
}
