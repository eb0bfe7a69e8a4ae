"use client";

import { useEffect, useId, useRef, useState, type PointerEvent } from "react";
import { focusCursor } from "#components/review/desk/focus-cursor";
import { useDeskParts } from "#components/review/desk/desk-context";
import { useDraft } from "#components/comments/use-comments";
import { ArrowHeads, Mark } from "#components/drawing/mark";
import { useDrawing } from "#components/drawing/use-drawing";
import { useDrawingKeys } from "#components/drawing/use-drawing-keys";
import { addMark, type Sheet, strokeOrMark } from "#lib/comment/browser/draw-on";
import type { MarkColour, MarkPoint, Shape, ShapeKind } from "#lib/comment/shape-schema";
import type { OutputView } from "#lib/output/output-schema";
import { announce } from "#lib/review/browser/desk/announcer";

/** A hand moves further than this between two points of a line that are worth keeping. */
const nextPoint = 0.002;

/** Takes hands and keys while one draws; lies over the picture and nothing else. */
export function DrawingCanvas({ row }: { row: OutputView }) {
  const { drafts } = useDeskParts();
  const tool = useDrawing((drawing) => drawing.tool);
  const colour = useDrawing((drawing) => drawing.colour);
  const canvas = useRef<HTMLDivElement>(null);
  const stroke = useRef<{ pointerId: number; shape: Shape; from: PointerEventInit } | null>(null);
  const [making, setMaking] = useState<Shape | null>(null);
  const press = useDrawingKeys(row);
  const headsId = useId();
  const helpId = useId();
  useEffect(() => {
    canvas.current?.focus({ preventScroll: true });
    return () => {
      // The focus was in here and has nowhere to be: back to the picture.
      if (document.activeElement === document.body) focusCursor();
    };
  }, []);
  useWarningBeforeUnload(row.id);

  const sheet: Sheet = { drafts, outputId: row.id, aspect: (row.width ?? 1) / (row.height ?? 1) };
  function draw(shape: Shape | null) {
    if (stroke.current !== null && shape !== null) stroke.current.shape = shape;
    setMaking(shape);
  }
  function drop() {
    stroke.current = null;
    draw(null);
  }

  const hands = {
    onPointerDown(event: PointerEvent<HTMLDivElement>) {
      if (event.button !== 0) return;
      event.currentTarget.focus({ preventScroll: true });
      if (stroke.current !== null) {
        // A second finger is no second stroke: both are the stage's now, to pinch and pan as ever.
        handOver(event.currentTarget, stroke.current.from);
        return drop();
      }
      // The stage beneath would pan or zoom.
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      const shape = begin(tool, colour, pointAt(event));
      stroke.current = { pointerId: event.pointerId, shape, from: event.nativeEvent };
      draw(shape);
    },
    onPointerMove(event: PointerEvent<HTMLDivElement>) {
      if (stroke.current?.pointerId !== event.pointerId) return;
      event.stopPropagation();
      draw(extend(stroke.current.shape, pointAt(event)));
    },
    onPointerUp(event: PointerEvent<HTMLDivElement>) {
      if (stroke.current?.pointerId !== event.pointerId) return;
      event.stopPropagation();
      const shape = strokeOrMark(sheet, stroke.current.shape, pointAt(event));
      drop();
      if (!addMark(sheet, shape)) announce("The comment is full: it has thirty marks.", "assertive");
    },
    onPointerCancel: drop,
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- an application is what one works in
    <div
      ref={canvas}
      data-drawing
      role="application"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- its keys place and move marks
      tabIndex={0}
      aria-label="Drawing on the picture"
      aria-describedby={helpId}
      className="absolute inset-0 cursor-crosshair touch-none outline-none focus-visible:outline-2 focus-visible:outline-offset-0"
      onKeyDown={press}
      {...hands}
    >
      <p id={helpId} className="sr-only">
        Enter places a mark in the middle. Arrows move it, Shift and arrows change its size, plus and minus
        make it larger or smaller, Enter keeps it. Backspace takes the last mark back. N goes on to the text.
        Escape ends drawing.
      </p>
      {making !== null && (
        <svg aria-hidden className="pointer-events-none absolute inset-0 size-full overflow-visible">
          <ArrowHeads id={headsId} />
          <Mark shape={making} number="" look="posted" isLit={false} headsId={headsId} />
        </svg>
      )}
    </div>
  );
}

function begin(kind: ShapeKind, colour: MarkColour, at: MarkPoint): Shape {
  switch (kind) {
    case "pin":
      return { kind, colour, at };
    case "box":
    case "arrow":
      return { kind, colour, from: at, to: at };
    case "freehand":
      return { kind, colour, points: [at, at] };
  }
}

function extend(shape: Shape, to: MarkPoint): Shape {
  switch (shape.kind) {
    case "pin":
      return { ...shape, at: to };
    case "box":
    case "arrow":
      return { ...shape, to };
    case "freehand": {
      const [x, y] = shape.points.at(-1) ?? to;
      if (Math.hypot(to[0] - x, to[1] - y) < nextPoint || shape.points.length >= 1000) return shape;
      return { ...shape, points: [...shape.points, to] };
    }
  }
}

/** Lets the stage have a finger that came down on the canvas; it captures it and hears of it from then on. */
function handOver(canvas: HTMLElement, { pointerId = 0, clientX = 0, clientY = 0 }: PointerEventInit): void {
  const down = { pointerId, clientX, clientY, pointerType: "touch", button: 0, bubbles: true };
  canvas.closest("[data-stage]")?.dispatchEvent(new PointerEvent("pointerdown", down));
}

/** Where a pointer is on the picture, as fractions of its sides; held at the edges. */
function pointAt({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>): MarkPoint {
  const { left, top, width, height } = currentTarget.getBoundingClientRect();
  const within = (value: number) => Math.min(Math.max(value, 0), 1);
  return [within((clientX - left) / width), within((clientY - top) / height)];
}

/** A tab takes its drafts with it when it is closed. */
function useWarningBeforeUnload(outputId: string): void {
  const isTouched = useDrawing((drawing) => drawing.isTouched);
  const isEmpty = useDraft(outputId).shapes.length === 0;
  const isAtStake = isTouched && !isEmpty;
  useEffect(() => {
    if (!isAtStake) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isAtStake]);
}
