"use client";

import {
  memo,
  Suspense,
  useCallback,
  useDeferredValue,
  useEffect,
  useState,
  type CSSProperties,
} from "react";
import { useDrawingOn } from "#components/drawing/use-drawing-on";
import { useDesk } from "#components/review/desk/desk-context";
import { Details as DetailsPanel } from "#components/review/large/details";
import { Filmstrip } from "#components/review/large/filmstrip";
import { useRootMark } from "#components/ui/use-root-mark";
import { focusCursor } from "#components/review/desk/focus-cursor";
import { BareLine } from "#components/review/large/bare-line";
import { LargeBar as Bar } from "#components/review/large/large-bar";
import { SidePlace } from "#components/review/large/side-place";
import { Stage } from "#components/review/large/stage";
import { useClaimOn } from "#components/review/desk/use-claims";
import { useStageColour } from "#components/review/large/stage-colour";
import { useKeyActions } from "#components/review/desk/use-key-actions";
import { useComparison } from "#components/review/large/use-comparison";
import { usePrefetch } from "#components/review/large/use-prefetch";
import type { SwipeActs } from "#components/review/large/use-swipe";
import type { ZoomControls } from "#components/review/large/use-zoom";
import { AfterPaint } from "#components/ui/after-paint";
import { lazyPart } from "#components/ui/lazy-part";
import { positionOf } from "#lib/review/browser/desk/desk";
import { createLens } from "#lib/review/browser/large/lens";

// Fetched once a picture stands large, before anybody can have asked to compare it.
const loadCompare = () => import("#components/compare/compare-view");
const CompareView = lazyPart(() => loadCompare().then((part) => part.CompareView));

const DrawTools = lazyPart(() => import("#components/drawing/draw-tools").then((part) => part.DrawTools));

// The picture is painted first; what stands around it follows in the next frame.
const Details = memo(DetailsPanel);
const LargeBar = memo(Bar);
const Strip = memo(Filmstrip);

type LargeViewProps = {
  areDetailsShown: boolean;
  onDetails: () => void;
  onClose: () => void;
  onControls: (controls: ZoomControls | null) => void;
  swipe: SwipeActs;
  /** Leads to where one writes about the picture. */
  onWrite: () => void;
  /** Puts the picture aside, or brings it back. */
  onArchive: () => void;
};

/** One picture large, or several compared, over the grid. */
export function LargeView(props: LargeViewProps) {
  const { areDetailsShown, onDetails, onClose, onControls, swipe, onWrite, onArchive } = props;
  const cursor = useDesk((read) => read.cursor);
  const row = useDesk((read) => (cursor === null ? undefined : read.rows.get(cursor)));
  const described = useDeferredValue(row) ?? row;
  const position = useDesk((read) => positionOf(read, cursor));
  const comparison = useComparison((read) => read);
  const background = useStageColour();
  const [lens] = useState(() => createLens());
  const [isBare, setBare] = useState(false);
  const switchLights = useCallback(() => setBare((is) => !is), []);
  // One writes beside the picture, so what is beside it comes back.
  const write = useCallback(() => {
    setBare(false);
    onWrite();
  }, [onWrite]);
  useKeyActions({ lights: switchLights, note: write });
  useRootMark("large", true);
  useRootMark("bare", isBare);
  usePrefetch(position);
  useClaimOn(row?.id);

  useEffect(() => {
    focusCursor();
    void loadCompare();
  }, []);
  const isComparing = comparison !== null;
  const isThere = row !== undefined;
  useEffect(() => {
    if (document.activeElement === document.body) focusCursor();
  }, [isComparing, isBare, isThere]);

  const { isDrawing, draw, whyNotDraw } = useDrawingOn(row, { areDetailsShown, onDetails });
  if (row === undefined || described === undefined) return <Unread />;
  const filmstrip = (
    // While one draws, the way to another picture is the way out of the drawing.
    <div inert={isDrawing}>
      <Strip />
    </div>
  );
  const single = (
    <>
      {isDrawing ? (
        <Suspense fallback={<div className="h-10 shrink-0 border-b" />}>
          <DrawTools row={row} />
        </Suspense>
      ) : (
        <LargeBar
          row={described}
          areDetailsShown={areDetailsShown}
          onDetails={onDetails}
          onClose={onClose}
          onLights={switchLights}
          onWrite={write}
          onArchive={onArchive}
          onDraw={draw}
          whyNotDraw={whyNotDraw}
        />
      )}
      <div className="relative flex min-h-0 flex-1">
        <Stage
          row={row}
          described={described}
          position={position}
          lens={lens}
          onControls={onControls}
          filmstrip={filmstrip}
          swipe={isDrawing ? null : swipe}
        />
        {areDetailsShown && (
          <AfterPaint place={<SidePlace />}>
            <Details row={described} onClose={onDetails} />
          </AfterPaint>
        )}
      </div>
    </>
  );
  return (
    <section
      aria-label={isComparing ? "Compare" : "Large view"}
      className="bare:fixed bare:z-40 bare:border-t-0 absolute inset-0 z-10 flex flex-col bg-bg md:border-t"
      style={{ "--stage": background } as CSSProperties}
    >
      {comparison === null ? (
        single
      ) : (
        <Suspense fallback={single}>
          <CompareView
            comparison={comparison}
            candidate={row}
            lens={lens}
            filmstrip={filmstrip}
            areDetailsShown={areDetailsShown}
            onDetails={onDetails}
            onControls={onControls}
          />
        </Suspense>
      )}
      {isBare && <BareLine onLeave={() => setBare(false)} />}
    </section>
  );
}

/** Before the picture is known, no other is seen in its place. */
function Unread() {
  return <section aria-label="Large view" aria-busy className="absolute inset-0 z-10 bg-bg" />;
}
