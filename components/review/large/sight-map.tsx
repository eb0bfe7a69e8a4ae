"use client";

import type { KeyboardEvent, PointerEvent } from "react";
import { thumbnailUrl } from "#components/review/grid/thumbnail";
import type { Sight } from "#components/review/large/use-sight";
import type { OutputView } from "#lib/output/output-schema";
import { partInSight } from "#lib/review/browser/large/zoom";

const longestSide = 68;
const arrowShare = 0.25;

const arrows: Record<string, { x: number; y: number } | undefined> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

type SightMapProps = {
  row: OutputView;
  sight: Sight;
  /** Shares of the picture's sides. */
  onCentre: (at: { x: number; y: number }) => void;
};

/** The whole picture small, with what is in sight framed: panning by a click or by arrow keys instead of a drag. */
export function SightMap({ row, sight, onCentre }: SightMapProps) {
  const { view, room, size, isFitted } = sight;
  if (row.sha256 === null) return null;
  const part = partInSight(view, room, size);
  const scale = longestSide / Math.max(size.width, size.height);
  const middle = { x: part.x + part.width / 2, y: part.y + part.height / 2 };

  function point(event: PointerEvent<HTMLElement>) {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    onCentre({ x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height });
  }
  function steer(event: KeyboardEvent) {
    const arrow = arrows[event.key];
    if (arrow === undefined || isFitted) return;
    event.preventDefault();
    onCentre({
      x: middle.x + arrow.x * part.width * arrowShare,
      y: middle.y + arrow.y * part.height * arrowShare,
    });
  }
  return (
    <div
      role="slider"
      tabIndex={isFitted ? -1 : 0}
      aria-label="Part in sight"
      aria-disabled={isFitted}
      aria-orientation="horizontal"
      aria-valuenow={Math.round(middle.x * 100)}
      aria-valuetext={
        isFitted
          ? "All of it"
          : `${Math.round(middle.x * 100)} % across, ${Math.round(middle.y * 100)} % down`
      }
      onPointerDown={point}
      onPointerMove={point}
      onKeyDown={steer}
      className="relative shrink-0 touch-none overflow-hidden bg-mat max-md:hidden"
      style={{
        width: size.width * scale,
        height: size.height * scale,
        cursor: isFitted ? "default" : "crosshair",
      }}
    >
      <img
        key={row.sha256}
        src={thumbnailUrl(row.sha256, longestSide)}
        alt=""
        // What is missing is said in the large place of the picture.
        onError={(event) => (event.currentTarget.hidden = true)}
        draggable={false}
        className="size-full select-none"
      />
      {!isFitted && (
        <span
          aria-hidden
          className="pointer-events-none absolute border-2 border-accent"
          style={{
            left: `${part.x * 100}%`,
            top: `${part.y * 100}%`,
            width: `${part.width * 100}%`,
            height: `${part.height * 100}%`,
          }}
        />
      )}
    </div>
  );
}
