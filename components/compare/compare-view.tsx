"use client";

import { useQueries } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";
import { CompareBar } from "#components/compare/compare-bar";
import { Differences } from "#components/compare/differences";
import { SideBySide } from "#components/compare/side-by-side";
import { Stack } from "#components/compare/stack";
import { useCompareKeys } from "#components/compare/use-compare-keys";
import { useLenses } from "#components/compare/use-lenses";
import { useDesk, useDeskParts } from "#components/review/desk/desk-context";
import { focusCursor } from "#components/review/desk/focus-cursor";
import { SidePlace } from "#components/review/large/side-place";
import { StageFoot } from "#components/review/large/stage-foot";
import type { ZoomControls } from "#components/review/large/use-zoom";
import { outputQuery } from "#lib/output/output-queries";
import { AfterPaint } from "#components/ui/after-paint";
import type { OutputView } from "#lib/output/output-schema";
import { pinInTwos, type Comparison } from "#lib/review/browser/compare/comparison";
import type { Lens } from "#lib/review/browser/large/lens";

export type CompareViewProps = {
  comparison: Comparison;
  candidate: OutputView;
  /** The large view's: comparing begins where it looks, and leaves it alone. */
  lens: Lens;
  filmstrip: ReactNode;
  areDetailsShown: boolean;
  onDetails: () => void;
  onControls: (controls: ZoomControls | null) => void;
};

/** Two to four pictures, compared and decided. */
export function CompareView(props: CompareViewProps) {
  const { comparison, candidate, lens, filmstrip, areDetailsShown, onDetails, onControls } = props;
  const { compare } = useDeskParts();
  const lensOf = useLenses(lens, comparison.isLinked);
  const pins = usePinnedRows(comparison.pins);
  const [zoomPlace, setZoomPlace] = useState<HTMLElement | null>(null);
  const leave = () => compare.dispatch({ type: "ended" });
  useCompareKeys(leave);
  // Another mode draws another stage; the focus that was on the old one goes to the new.
  useEffect(() => {
    if (document.activeElement === document.body) focusCursor();
  }, [comparison.mode]);

  const pin = pins.find(({ id }) => id === pinInTwos(comparison));
  const sides = [
    ...pins.map(({ id }, index) => ({ id, name: pins.length === 1 ? "Pinned" : `Pinned ${index + 1}` })),
    { id: candidate.id, name: "Candidate" },
  ];
  const shared = { candidate, comparison, lensOf, onControls };
  return (
    <>
      <CompareBar
        comparison={comparison}
        hasMarks={[...pins, candidate].some(({ drawings }) => drawings > 0)}
        areDetailsShown={areDetailsShown}
        onDetails={onDetails}
        onLeave={leave}
      />
      <div className="relative flex min-h-0 flex-1">
        {comparison.mode === "side" || pin === undefined ? (
          <div className="flex min-w-0 flex-1 flex-col">
            <SideBySide pins={pins} zoomPlace={zoomPlace} {...shared} />
            <StageFoot filmstrip={filmstrip} zoomPlace={setZoomPlace} />
          </div>
        ) : (
          <Stack pin={pin} filmstrip={filmstrip} {...shared} />
        )}
        {areDetailsShown && (
          <AfterPaint place={<SidePlace />}>
            <Differences sides={sides} onClose={onDetails} />
          </AfterPaint>
        )}
      </div>
    </>
  );
}

/** The pinned outputs, from the list or, where they are not in memory, from the server. */
function usePinnedRows(ids: readonly string[]): OutputView[] {
  const rows = useDesk((desk) => desk.rows);
  const answers = useQueries({
    queries: ids.map((id) => ({ ...outputQuery(id), enabled: !rows.has(id) })),
  });
  return ids.flatMap((id, index) => rows.get(id) ?? answers[index]?.data ?? []);
}
