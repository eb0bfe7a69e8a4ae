"use client";

import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { usePicture } from "#components/review/use-picture";
import { useZoom, type ZoomControls } from "#components/review/use-zoom";
import type { OutputView } from "#lib/output/output-schema";
import { nameTile } from "#lib/review/browser/words";
import { zoomPercent } from "#lib/review/browser/zoom";
import { shownState } from "#lib/review/browser/desk";
import { useDesk } from "#components/review/desk-context";

type StageProps = {
  row: OutputView;
  position: number;
  /** Lets the keys reach the zoom. */
  onControls: (controls: ZoomControls | null) => void;
};

/**
 * One picture on neutral grey with nothing laid over it. The element that was decoded is the element that is shown:
 * setting an address on another one would let the browser decode it a second time and blink.
 */
export function Stage({ row, position, onControls }: StageProps) {
  const stage = useRef<HTMLDivElement>(null);
  const holder = useRef<HTMLDivElement>(null);
  const state = useDesk((desk) => shownState(desk, row.id));
  const { shown, failure, retry, isLoading, wantOriginal } = usePicture(row);
  const size = { width: shown?.row.width ?? row.width ?? 1, height: shown?.row.height ?? row.height ?? 1 };
  const { view, controls, bind, isFitted, isDragging } = useZoom(stage, size);
  const [density, setDensity] = useState(1);

  useEffect(() => setDensity(window.devicePixelRatio), []);
  useEffect(() => {
    onControls(controls);
    return () => onControls(null);
  }, [controls, onControls]);
  useEffect(() => {
    if (!isFitted) wantOriginal();
  }, [isFitted, wantOriginal, row.id]);
  useLayoutEffect(() => {
    if (shown === null) return;
    shown.picture.alt = "";
    shown.picture.className = "size-full max-w-none select-none";
    shown.picture.draggable = false;
    shown.picture.style.imageRendering = view.scale * density >= 3 ? "pixelated" : "auto";
    if (holder.current?.firstChild !== shown.picture) holder.current?.replaceChildren(shown.picture);
  }, [shown, view.scale, density]);

  return (
    <div className="relative min-h-0 min-w-0 flex-1">
      <div
        ref={stage}
        data-stage
        tabIndex={-1}
        role="img"
        aria-label={nameTile(row, position, state)}
        className="absolute inset-0 overflow-hidden bg-(--stage) outline-none focus-visible:outline-2 focus-visible:-outline-offset-2"
        style={{ cursor: isFitted ? "zoom-in" : isDragging ? "grabbing" : "grab", touchAction: "none" }}
        {...bind}
      >
        <div
          ref={holder}
          className="absolute top-1/2 left-1/2"
          style={{
            width: size.width * view.scale,
            height: size.height * view.scale,
            transform: `translate(-50%, -50%) translate(${view.x}px, ${view.y}px)`,
            visibility: shown === null ? "hidden" : "visible",
          }}
        />
      </div>
      {failure !== null && shown?.row.id !== row.id && (
        <div
          role="alert"
          className="absolute inset-0 grid place-items-center bg-(--stage) p-6 text-center text-soft"
        >
          <div>
            <p>{failure}</p>
            {retry && (
              <button type="button" onClick={retry} className="touchable mt-2 text-accent-text underline">
                Try again
              </button>
            )}
          </div>
        </div>
      )}
      <p className="sr-only" role="status">
        {isLoading ? "The picture is loading" : ""}
      </p>
      <ScaleNote
        percent={zoomPercent(view.scale, density)}
        isFitted={isFitted}
        size={size}
        isLoading={isLoading}
      />
    </div>
  );
}

type ScaleNoteProps = {
  percent: number;
  isFitted: boolean;
  size: { width: number; height: number };
  isLoading: boolean;
};

/** The scale, written under the picture where it covers nothing. */
function ScaleNote({ percent, isFitted, size, isLoading }: ScaleNoteProps) {
  return (
    <p className="absolute right-2 -bottom-5.5 z-10 text-2xs text-faint tabular">
      {isLoading ? "Loading… " : ""}
      {`${isFitted ? "Fit, " : ""}${percent} %`}
      <span className="max-md:hidden">{` of ${size.width} × ${size.height}`}</span>
    </p>
  );
}
