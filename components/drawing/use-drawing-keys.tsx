"use client";

import type { KeyboardEvent } from "react";
import { useDeskParts } from "#components/review/desk/desk-context";
import { callComposer } from "#lib/comment/browser/composer-call";
import { nudgeMark, placeMark, type Sheet, takeBackMark } from "#lib/comment/browser/draw-on";
import { changeDrawing, endDrawing, leaveDrawing, readDrawing } from "#lib/comment/browser/drawing";
import { shapeWords } from "#lib/comment/browser/mark-words";
import type { MarkPoint } from "#lib/comment/shape-schema";
import type { OutputView } from "#lib/output/output-schema";
import { announce } from "#lib/review/browser/desk/announcer";
import { layerBindings, type DrawingActionId } from "#lib/review/browser/keys/key-registry";
import { matchKey } from "#lib/review/browser/keys/match-key";

const step = 0.01;
const larger = 1.1;

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Ends drawing and goes on to the words; nothing is left behind, so nothing is asked. */
export function writeAboutDrawing(): void {
  endDrawing();
  changeDrawing({ wantsWords: true });
  callComposer();
}

/** Takes back the last mark, and says so. */
export function takeBack(sheet: Sheet): void {
  announce(takeBackMark(sheet) ? "Last mark taken back" : "There is no mark to take back");
}

/**
 * Keys while one draws. The canvas and its tools have their own, as a form has: the keys of the desk are dead, and no
 * undo here reaches a verdict.
 */
export function useDrawingKeys(row: OutputView): (event: KeyboardEvent) => void {
  const { drafts } = useDeskParts();
  const sheet: Sheet = { drafts, outputId: row.id, aspect: (row.width ?? 1) / (row.height ?? 1) };

  function place() {
    if (readDrawing().isHeld) {
      changeDrawing({ isHeld: false });
      return announce("Kept");
    }
    const word = shapeWords[readDrawing().tool];
    if (!placeMark(sheet, middleInSight()))
      return announce("The comment is full: it has thirty marks.", "assertive");
    announce(`${word} placed. Arrows move it, Shift and arrows change its size, Enter keeps it.`);
  }

  const acts: Record<DrawingActionId, (key: string) => void> = {
    "mark-place": place,
    "mark-move": (key) => nudgeMark(sheet, { type: "move", ...stepTo(key) }),
    "mark-stretch": (key) => nudgeMark(sheet, { type: "stretch", ...stepTo(key) }),
    "mark-larger": () => nudgeMark(sheet, { type: "scale", factor: larger }),
    "mark-smaller": () => nudgeMark(sheet, { type: "scale", factor: 1 / larger }),
    "mark-take-back": () => takeBack(sheet),
    "mark-write": writeAboutDrawing,
    "mark-leave": () => leaveDrawing(drafts.read(row.id).shapes.length),
  };

  return (event) => {
    const target = event.target as HTMLElement;
    const isOnControl = target.closest("button, input") !== null;
    // Buttons are pressed and choices are made with these; all else means the drawing.
    if (isOnControl && ["Enter", " ", "Tab", ...Object.keys(directions)].includes(event.key)) return;
    const found = matchKey(
      event.nativeEvent,
      { surface: "drawing", focus: "page", overlay: false },
      bindings,
    );
    // Redo does not exist here; it is caught all the same, for it must not reach the verdicts either.
    if (found !== null || isRedo(event)) event.preventDefault();
    if (found !== null) acts[found.action](event.key);
  };
}

const bindings = layerBindings<DrawingActionId>("drawing");

function stepTo(key: string): { dx: number; dy: number } {
  const [x, y] = directions[key] ?? [0, 0];
  return { dx: x * step, dy: y * step };
}

function isRedo({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return (ctrlKey || metaKey) && !altKey && key.toLowerCase() === "z";
}

/** The middle of what is in sight of the picture: close up, a mark is placed where one looks. */
function middleInSight(): MarkPoint {
  const picture = document.querySelector("[data-drawing][role=application]")?.getBoundingClientRect();
  const stage = document.querySelector("[data-stage]")?.getBoundingClientRect();
  if (picture === undefined || stage === undefined) return [0.5, 0.5];
  const x = (Math.max(picture.left, stage.left) + Math.min(picture.right, stage.right)) / 2;
  const y = (Math.max(picture.top, stage.top) + Math.min(picture.bottom, stage.bottom)) / 2;
  return [(x - picture.left) / picture.width, (y - picture.top) / picture.height];
}
