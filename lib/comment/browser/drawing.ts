import type { MarkColour, ShapeKind } from "#lib/comment/shape-schema";

/** How drawings are shown and made in this tab, on whichever picture. */
export type Drawing = {
  /** All drawings are out of sight. Never kept over a reload, so that nobody thinks they are lost. */
  isHidden: boolean;
  /** The output that is being drawn on. */
  on: string | null;
  /** An output that was left with marks not posted: what shall become of them is being asked. */
  asking: string | null;
  /** Something was drawn or taken back since the drawing began. */
  isTouched: boolean;
  /** The last mark is still in hand: arrows move it. */
  isHeld: boolean;
  tool: ShapeKind;
  colour: MarkColour;
  /** The comment whose marks are lit, from either side: the mark or the text. */
  lit: string | null;
  /** A mark was pressed, or is to be written about: what stands beside the picture is asked for. */
  wantsWords: boolean;
  /** The output whose marks are shown on its tile. */
  peekAt: string | null;
  /** The output on which its parent's marks are shown as a ghost. */
  ghostOn: string | null;
  /** The output whose resolved threads lie open: their marks are shown with them. */
  resolvedOn: string | null;
};

const atRest: Drawing = {
  isHidden: false,
  on: null,
  asking: null,
  isTouched: false,
  isHeld: false,
  tool: "pin",
  colour: "amber",
  lit: null,
  wantsWords: false,
  peekAt: null,
  ghostOn: null,
  resolvedOn: null,
};

let drawing = atRest;
const listeners = new Set<() => void>();

export function readDrawing(): Drawing {
  return drawing;
}

export function changeDrawing(part: Partial<Drawing>): void {
  const names = Object.keys(part) as (keyof Drawing)[];
  if (names.every((name) => drawing[name] === part[name])) return;
  drawing = { ...drawing, ...part };
  for (const listener of listeners) listener();
}

export function subscribeDrawing(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function beginDrawing(outputId: string): void {
  changeDrawing({ on: outputId, asking: null, isHidden: false, isTouched: false, isHeld: false });
}

/** Ends drawing without a question: what was drawn is posted, given with a verdict, or meant to wait as a draft. */
export function endDrawing(): void {
  changeDrawing({ on: null, asking: null, isTouched: false, isHeld: false });
}

/**
 * Leaves the drawing. Where marks would stay behind unposted it asks first, and goes on drawing until that is answered;
 * `isGone` says that the picture is off the screen already, so only the question remains.
 */
export function leaveDrawing(shapeCount: number, isGone = false): void {
  const { on, isTouched } = drawing;
  if (on === null) return;
  if (!isTouched || shapeCount === 0) return endDrawing();
  changeDrawing(isGone ? { on: null, asking: on, isHeld: false } : { asking: on });
}
