export const tileSizes = ["S", "M", "L"] as const;
export type TileSize = (typeof tileSizes)[number];

/** Cells of the grid, in CSS pixels: the same for all pictures, whatever their shape. */
export type GridLayout = { columns: number; side: number; rowHeight: number };

const sides: Record<TileSize, number> = { S: 124, M: 196, L: 308 };
/** On a narrow screen tiles shrink until this many stand side by side. */
const fewest: Record<TileSize, number> = { S: 3, M: 2, L: 1 };
export const gap = 20;
const captionAndGap = 24 + 18;
/** Firefox lays out no page higher than 17.9 million pixels; Chrome and Safari reach 33.5. */
const mostHeight = 15_000_000;

/**
 * Fixed cells for the width there is. A list so long that a browser could not scroll through it in one column more is
 * given as many as it takes.
 */
export function layoutGrid(width: number, size: TileSize, total: number): GridLayout {
  const room = Math.max(width, 200);
  const sideFor = (columns: number) => Math.floor((room - (columns - 1) * gap) / columns);
  const side = Math.min(sides[size], sideFor(fewest[size]));
  let layout = cells(Math.max(1, Math.floor((room + gap) / (side + gap))), side);
  while (Math.ceil(total / layout.columns) * layout.rowHeight > mostHeight && layout.side > 60) {
    layout = cells(layout.columns + 1, Math.min(side, sideFor(layout.columns + 1)));
  }
  return layout;
}

function cells(columns: number, side: number): GridLayout {
  return { columns, side, rowHeight: side + captionAndGap };
}
