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
