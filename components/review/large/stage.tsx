"use client";

import { memo, Suspense, useEffect, useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { useDesk } from "#components/review/desk/desk-context";
import { createEasel } from "#components/review/large/easel";
import { PictureLayer } from "#components/review/large/picture-layer";
import { PictureFailure } from "#components/review/large/picture-failure";
import { StageFoot } from "#components/review/large/stage-foot";
import { ZoomPanel as Panel } from "#components/review/large/zoom-panel";
import { usePicture } from "#components/review/large/use-picture";
import { useSight } from "#components/review/large/use-sight";
import { useStepAhead } from "#components/review/large/use-step-ahead";
import { SwipeHint } from "#components/review/large/swipe-hint";
import { useSwipe, type SwipeActs } from "#components/review/large/use-swipe";
import { useZoom, type ZoomControls } from "#components/review/large/use-zoom";
import { cn } from "#components/ui/cn";
import { lazyPart } from "#components/ui/lazy-part";
import type { OutputView } from "#lib/output/output-schema";
import { shownState } from "#lib/review/browser/desk/desk";
import type { Lens } from "#lib/review/browser/large/lens";
import { nameTile } from "#lib/review/browser/desk/words";

const PictureMarks = lazyPart(() =>
  import("#components/drawing/picture-marks").then((part) => part.PictureMarks),
);

const ZoomPanel = memo(Panel);

type StageProps = {
  row: OutputView;
  /** What the small print says: a frame behind the picture. */
  described: OutputView;
  position: number;
  lens: Lens;
  /** Lets the keys reach the zoom. */
  onControls: (controls: ZoomControls | null) => void;
  /** Stands under the picture, beside the zoom. */
  filmstrip: ReactNode;
  /** Null while a finger has something else to do. */
  swipe: SwipeActs | null;
};

/** One picture on neutral ground; nothing lies over it but what people drew, until they hide that. */
export function Stage(props: StageProps) {
  const { row, described, position, lens, onControls, filmstrip, swipe: acts } = props;
  const stage = useRef<HTMLDivElement>(null);
  const state = useDesk((desk) => shownState(desk, row.id));
  const { stand, shown, failure, retry, isLoading, wantOriginal } = usePicture(row, "stage");
  const [easel] = useState(createEasel);
  const size = { width: shown?.row.width ?? row.width ?? 1, height: shown?.row.height ?? row.height ?? 1 };
  const sight = useSight(stage, size, lens);
  const { swipe, onSwipe } = useSwipe(stage, acts);
  const { controls, bind, cursor } = useZoom(stage, lens, sight, onSwipe);
  const { isFitted } = sight;
  useStepAhead({ stand, easel, lens, sight, isFree: acts !== null && swipe === null && failure === null });

  useLayoutEffect(
    () => lens.meet({ width: size.width, height: size.height }),
    [lens, size.width, size.height],
  );
  useEffect(() => {
    onControls(controls);
    return () => onControls(null);
  }, [controls, onControls]);
  useEffect(() => {
    if (!isFitted) wantOriginal();
  }, [isFitted, wantOriginal, row.id]);

  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <div className="relative min-h-0 min-w-0 flex-1">
        <div
          ref={stage}
          data-stage
          tabIndex={-1}
          role="figure"
          aria-label={nameTile(row, position, state)}
          className="absolute inset-0 touch-none overflow-hidden outline-none focus-visible:outline-2 focus-visible:-outline-offset-2"
          style={{ background: "var(--stage)", cursor }}
          {...bind}
        >
          {swipe !== null && <SwipeHint intent={swipe.intent} />}
          <div
            className={cn("absolute inset-0", swipe === null && "transition-transform")}
            style={swipe === null ? undefined : { transform: `translateX(${swipe.by}px)` }}
          >
            <PictureLayer picture={shown?.picture ?? null} size={size} sight={sight} easel={easel}>
              {shown && (
                <Suspense>
                  {/* Of the picture that is really on screen; the next one may still be loading. */}
                  <PictureMarks row={shown.row.id === row.id ? row : shown.row} />
                </Suspense>
              )}
            </PictureLayer>
          </div>
        </div>
        {failure !== null && shown?.row.id !== row.id && <PictureFailure words={failure} onRetry={retry} />}
        <p className="sr-only" role="status">
          {isLoading ? "The picture is loading" : ""}
        </p>
      </div>
      <StageFoot
        filmstrip={filmstrip}
        zoom={
          <ZoomPanel
            row={described}
            sight={sight}
            controls={controls}
            isLoading={isLoading}
            onSharp={wantOriginal}
          />
        }
      />
    </div>
  );
}
