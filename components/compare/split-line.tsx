"use client";

import type { KeyboardEvent, PointerEvent } from "react";
import { MoveHorizontal } from "lucide-react";

const keySteps: Record<string, number | undefined> = {
  ArrowLeft: -0.01,
  ArrowDown: -0.01,
  ArrowRight: 0.01,
  ArrowUp: 0.01,
  PageDown: -0.1,
  PageUp: 0.1,
  Home: -1,
  End: 1,
};

type SplitLineProps = { share: number; onSplit: (share: number) => void };

/** The line between two pictures: a hair of black and white that shows on anything, with its grip under the picture. */
export function SplitLine({ share, onSplit }: SplitLineProps) {
  function drag(event: PointerEvent<HTMLElement>) {
    const room = event.currentTarget.parentElement?.getBoundingClientRect();
    if (room === undefined || event.buttons !== 1) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    onSplit((event.clientX - room.left) / room.width);
  }
  function step(event: KeyboardEvent) {
    const by = keySteps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    onSplit(share + by);
  }
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label="Line between the pictures"
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      aria-valuetext={`${Math.round(share * 100)} % of the pinned one`}
      onPointerDown={drag}
      onPointerMove={drag}
      onKeyDown={step}
      className="absolute inset-y-0 w-11 -translate-x-1/2 cursor-ew-resize touch-none rounded-sm"
      style={{ left: `${share * 100}%` }}
    >
      <span
        aria-hidden
        className="absolute inset-y-0 left-1/2 w-0.5 -translate-x-1/2 border-x border-l-(--stage-white) border-r-(--stage-black)"
      />
      <span
        aria-hidden
        className="absolute bottom-0 left-1/2 grid h-5 w-9 -translate-x-1/2 place-items-center rounded-t-md border border-b-0 border-line-strong bg-raised text-text"
      >
        <MoveHorizontal className="size-3.5" />
      </span>
    </div>
  );
}
