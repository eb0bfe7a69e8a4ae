import type { MouseEvent } from "react";
import { flushSync } from "react-dom";
import { focusOf, isOverlayOpen } from "#lib/review/browser/keys/key-focus";

/**
 * Gives the focus to the picture in hand: the canvas while one draws, the large stage when it is open, else the tile
 * with the cursor.
 */
export function focusCursor(): void {
  const target =
    document.querySelector<HTMLElement>("[data-drawing][role=application]") ??
    document.querySelector<HTMLElement>("[data-stage]") ??
    document.querySelector<HTMLElement>('[data-tile][tabindex="0"]');
  target?.focus({ preventScroll: true });
}

/**
 * Does what a button of the bar stands for. A mouse or a finger leaves the focus on what it pressed, where Enter would
 * press again: it goes to the picture, to the one that is in hand by then and not to the one that was.
 */
export function pressAndReturn({ detail }: MouseEvent, act: () => void): void {
  if (detail === 0) return act();
  flushSync(act);
  focusCursor();
}

/**
 * Whether something that comes by itself, or after a wait, may take the focus: never out of a field in which somebody
 * types by now, nor from beneath a dialog; what follows of their words would be verdicts. `own` is the part that asks.
 */
export function mayTakeFocus(own: Element | null = null): boolean {
  const { activeElement } = document;
  if (own?.contains(activeElement) === true) return true;
  return focusOf(activeElement) !== "text" && !isOverlayOpen();
}

/** focusCursor, for what comes by itself or after a wait. */
export function offerFocusToCursor(own: Element | null = null): void {
  if (mayTakeFocus(own)) focusCursor();
}
