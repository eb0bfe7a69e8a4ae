"use client";

import { Pane } from "#components/compare/pane";
import type { LensOf } from "#components/compare/use-lenses";
import { sizeOf } from "#components/compare/use-side";
import type { ZoomControls } from "#components/review/large/use-zoom";
import { useDeskParts } from "#components/review/desk/desk-context";
import { cn } from "#components/ui/cn";
import type { OutputView } from "#lib/output/output-schema";
import type { Comparison } from "#lib/review/browser/compare/comparison";

type SideBySideProps = {
  pins: readonly OutputView[];
  candidate: OutputView;
  comparison: Comparison;
  lensOf: LensOf;
  zoomPlace: HTMLElement | null;
  onControls: (controls: ZoomControls | null) => void;
};

/** Two to four pictures beside each other, each in a room of its own. */
export function SideBySide({ pins, candidate, comparison, lensOf, zoomPlace, onControls }: SideBySideProps) {
  const { compare } = useDeskParts();
  const { target } = comparison;
  const [first = candidate] = pins;
  const box = sizeOf(first);
  const shared = { box, zoomPlace, onControls };
  return (
    <div
      className={cn(
        "grid min-h-0 flex-1 gap-px bg-line max-md:not-shallow:grid-cols-1",
        pins.length === 3 ? "grid-cols-2 grid-rows-2" : pins.length === 2 ? "grid-cols-3" : "grid-cols-2",
      )}
    >
      {pins.map((row, index) => (
        <Pane
          key={row.id}
          row={row}
          name={pins.length === 1 ? "Pinned" : `Pinned ${index + 1}`}
          place={`pin ${row.id}`}
          lens={lensOf(row.id)}
          isTarget={target === row.id}
          onTarget={() => compare.dispatch({ type: "target-chosen", target: row.id })}
          onUnpin={() => compare.dispatch({ type: "unpinned", id: row.id })}
          {...shared}
        />
      ))}
      <Pane
        key="candidate"
        row={candidate}
        name="Candidate"
        place="candidate"
        lens={lensOf(null)}
        isTarget={target === null}
        onTarget={() => compare.dispatch({ type: "target-chosen", target: null })}
        {...shared}
      />
    </div>
  );
}
