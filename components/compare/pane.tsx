"use client";

import { useEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { Drawings } from "#components/drawing/drawings";
import { SideTag } from "#components/compare/side-tag";
import { useSide } from "#components/compare/use-side";
import { PictureFailure } from "#components/review/large/picture-failure";
import { PictureLayer } from "#components/review/large/picture-layer";
import { useSight } from "#components/review/large/use-sight";
import { useZoom, type ZoomControls } from "#components/review/large/use-zoom";
import { ZoomPanel } from "#components/review/large/zoom-panel";
import { cn } from "#components/ui/cn";
import type { OutputView } from "#lib/output/output-schema";
import type { Lens } from "#lib/review/browser/large/lens";
import { seedTail } from "#lib/review/browser/desk/words";
import type { Size } from "#lib/review/browser/large/zoom";

type PaneProps = {
  row: OutputView;
  name: string;
  /** Tells its place on screen from the others'. */
  place: string;
  box: Size;
  lens: Lens;
  isTarget: boolean;
  onTarget: () => void;
  onUnpin?: (() => void) | undefined;
  onControls: (controls: ZoomControls | null) => void;
  /** Where the side that verdicts hit says how close it is looked at. */
  zoomPlace: HTMLElement | null;
};

/** One of several pictures side by side. */
export function Pane(props: PaneProps) {
  const { row, name, place, box, lens, isTarget, onTarget, onUnpin, onControls, zoomPlace } = props;
  const stage = useRef<HTMLDivElement>(null);
  const sight = useSight(stage, box, lens);
  const side = useSide(row, place, box, !sight.isFitted);
  const { controls, bind, cursor } = useZoom(stage, lens, sight);
  useEffect(() => {
    if (!isTarget) return;
    onControls(controls);
    return () => onControls(null);
  }, [isTarget, controls, onControls]);
  return (
    <section
      aria-label={`${name}, seed ${seedTail(row.seed)}`}
      className={cn("flex min-h-0 min-w-0 flex-col border-2 bg-bg", isTarget ? "border-text" : "border-bg")}
    >
      <div className="flex h-8 shrink-0 items-center px-1 max-md:h-auto">
        <SideTag {...{ row, name, isTarget, onTarget, onUnpin }} scaling={side.scaling} />
      </div>
      <div
        ref={stage}
        {...(isTarget && { "data-stage": "" })}
        tabIndex={-1}
        role="figure"
        aria-label={`${name}, ${row.workflowTitle}, seed ${seedTail(row.seed)}`}
        className="relative min-h-0 flex-1 touch-none overflow-hidden outline-none"
        style={{ background: "var(--stage)", cursor }}
        {...bind}
      >
        <PictureLayer picture={side.picture} size={side.size} sight={sight}>
          {side.shownRow && <Drawings row={side.shownRow} />}
        </PictureLayer>
        {side.failure !== null && <PictureFailure words={side.failure} onRetry={side.retry} />}
      </div>
      {isTarget &&
        zoomPlace !== null &&
        createPortal(
          <ZoomPanel
            row={row}
            sight={sight}
            controls={controls}
            isLoading={side.isLoading}
            onSharp={side.wantOriginal}
          />,
          zoomPlace,
        )}
    </section>
  );
}
