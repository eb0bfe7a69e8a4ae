/** Scrolls the grid to a tile of which nothing is in sight, by the wheel or PageDown; false where there was no need. */
export function bringIntoSight(id: string): boolean {
  const tile = document.querySelector(`[data-tile="${CSS.escape(id)}"]`);
  const grid = tile?.closest("[data-grid-scroller]");
  if (!tile || !grid) return false;
  const [place, sight] = [tile.getBoundingClientRect(), grid.getBoundingClientRect()];
  if (place.bottom > sight.top && place.top < sight.bottom) return false;
  tile.scrollIntoView({ block: "center" });
  return true;
}
