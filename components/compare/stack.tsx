"use client";

import { useEffect, useRef, type CSSProperties } from "react";
import { Drawings } from "#components/drawing/drawings";
import { SideTag } from "#components/compare/side-tag";
import { SplitLine } from "#components/compare/split-line";
import type { LensOf } from "#components/compare/use-lenses";
import { useDifference } from "#components/compare/use-difference";
import { sizeOf, useSide } from "#components/compare/use-side";
import { useDeskParts } from "#components/review/desk/desk-context";
import { PictureFailure } from "#components/review/large/picture-failure";
import { frameOf, PictureLayer } from "#components/review/large/picture-layer";
import { StageFoot } from "#components/review/large/stage-foot";
import { useSight } from "#components/review/large/use-sight";
import { useZoom, type ZoomControls } from "#components/review/large/use-zoom";
import { ZoomPanel } from "#components/review/large/zoom-panel";
import type { OutputView } from "#lib/output/output-schema";
import type { Comparison } from "#lib/review/browser/compare/comparison";
import { seedTail } from "#lib/review/browser/desk/words";

type StackProps = {
  pin: OutputView;
  candidate: OutputView;
  comparison: Comparison;
  lensOf: LensOf;
  filmstrip: React.ReactNode;
  onControls: (controls: ZoomControls | null) => void;
};

/** Two pictures in one place: flipped, divided by a line, faded into each other, or their difference. */
export function Stack({ pin, candidate, comparison, lensOf, filmstrip, onControls }: StackProps) {
  const { compare } = useDeskParts();
  const stage = useRef<HTMLDivElement>(null);
  const { target, mode, split } = comparison;
  const box = sizeOf(pin);
  const pinLens = lensOf(pin.id);
  const candidateLens = lensOf(null);
  const pinSight = useSight(stage, box, pinLens);
  const candidateSight = useSight(stage, box, candidateLens);
  const pinned = useSide(pin, "pin", box, !pinSight.isFitted);
  const other = useSide(candidate, "candidate", box, !candidateSight.isFitted);
  // Unlinked, hands move the side that verdicts hit.
  const isPinInHand = target !== null;
  const sight = isPinInHand ? pinSight : candidateSight;
  const { controls, bind, cursor } = useZoom(stage, isPinInHand ? pinLens : candidateLens, sight);
  useEffect(() => {
    onControls(controls);
    return () => onControls(null);
  }, [controls, onControls]);

  // A picture that is not there yet leaves the other one standing: never a blank between the two.
  const showsPin = pinned.picture !== null && (comparison.isPinShowing || other.picture === null);
  const { group, under, over } = stylesOf(comparison, showsPin);
  const difference = useDifference(pinned, other, box, mode === "difference");
  const inHand = isPinInHand ? pinned : other;
  const failure = pinned.failure === null ? other : pinned;
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <div className="flex shrink-0 flex-wrap items-center justify-between gap-x-2 px-1.5 py-1 max-md:py-0">
        <SideTag
          row={pin}
          name={mode === "flip" && showsPin ? "Pinned, showing" : "Pinned"}
          isTarget={isPinInHand}
          onTarget={() => compare.dispatch({ type: "target-chosen", target: pin.id })}
          onUnpin={() => compare.dispatch({ type: "unpinned", id: pin.id })}
        />
        {difference !== null && (
          <p role="status" className="truncate px-2 text-2xs text-soft tabular">
            {difference}
          </p>
        )}
        <SideTag
          row={candidate}
          name={mode === "flip" && !showsPin ? "Candidate, showing" : "Candidate"}
          isTarget={!isPinInHand}
          scaling={scalingOf(other.scaling, mode)}
          onTarget={() => compare.dispatch({ type: "target-chosen", target: null })}
        />
      </div>
      <div className="relative min-h-0 flex-1">
        <div
          ref={stage}
          data-stage
          tabIndex={-1}
          role="figure"
          aria-label={`Pinned, seed ${seedTail(pin.seed)}, and candidate, seed ${seedTail(candidate.seed)}`}
          className="absolute inset-0 touch-none overflow-hidden outline-none focus-visible:outline-2 focus-visible:-outline-offset-2"
          style={{ background: "var(--stage)", cursor }}
          {...bind}
        >
          <div className="absolute inset-0" style={group}>
            <div data-side="pinned" className="absolute inset-0" style={under}>
              <PictureLayer picture={pinned.picture} size={pinned.size} sight={pinSight} />
            </div>
            <div data-side="candidate" className="absolute inset-0" style={over}>
              <PictureLayer picture={other.picture} size={other.size} sight={candidateSight} />
            </div>
          </div>
          {/* Apart from the pictures, which are blended: marks keep their colours in every mode. */}
          <div className="pointer-events-none absolute inset-0" style={marksStyle(under)}>
            <div style={frameOf(pinned.size, pinSight)}>
              {pinned.shownRow && <Drawings row={pinned.shownRow} />}
            </div>
          </div>
          <div className="pointer-events-none absolute inset-0" style={marksStyle(over)}>
            <div style={frameOf(other.size, candidateSight)}>
              {other.shownRow && <Drawings row={other.shownRow} />}
            </div>
          </div>
          {failure.failure !== null && <PictureFailure words={failure.failure} onRetry={failure.retry} />}
        </div>
        {mode === "slider" && (
          <SplitLine share={split} onSplit={(share) => compare.dispatch({ type: "split", share })} />
        )}
      </div>
      <StageFoot
        filmstrip={filmstrip}
        zoom={
          <ZoomPanel
            row={isPinInHand ? pin : candidate}
            sight={sight}
            controls={controls}
            isLoading={inHand.isLoading}
            onSharp={inHand.wantOriginal}
          />
        }
      />
    </div>
  );
}

function scalingOf(scaling: string | undefined, mode: Comparison["mode"]): string | undefined {
  return scaling !== undefined && mode === "difference"
    ? `${scaling}: the difference is that of resampled pictures`
    : scaling;
}

/** Where a picture is out of sight, so are its marks; blending is for the pictures alone. */
function marksStyle({ mixBlendMode: _blend, ...style }: CSSProperties = {}): CSSProperties {
  return style;
}

type Styles = { group?: CSSProperties; under?: CSSProperties; over?: CSSProperties };

/** The same elements in every mode, or a change of mode would show them anew. */
function stylesOf({ mode, split, opacity, gain }: Comparison, showsPin: boolean): Styles {
  const percent = `${split * 100}%`;
  switch (mode) {
    case "slider":
      return {
        under: { clipPath: `inset(0 calc(100% - ${percent}) 0 0)` },
        over: { clipPath: `inset(0 0 0 ${percent})` },
      };
    case "overlay":
      return { over: { opacity } };
    case "difference":
      return {
        // Brighter evenly in all channels: a tint would be an opinion.
        group: { isolation: "isolate", background: "var(--stage-black)", filter: `brightness(${gain})` },
        over: { mixBlendMode: "difference" },
      };
    case "flip":
    case "side":
      return showsPin ? { over: { visibility: "hidden" } } : { under: { visibility: "hidden" } };
  }
}
