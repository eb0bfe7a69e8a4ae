export type BareGridOptions = {
  count: number;
  /** CSS pixels of a cell, and of a row with its gap. */
  side: number;
  rowHeight: number;
  columns: number;
  /** Addresses of the pictures; cell n shows the n-th, round and round. */
  pictures: readonly string[];
};

/**
 * The least that a grid of so many pictures can be, and what ours is compared with: cells of one size, pooled, moved to
 * where the scroller is. No placeholders, verdicts, keys or names.
 */
export function bareGrid({ count, side, rowHeight, columns, pictures }: BareGridOptions): string {
  return `<!doctype html><title>Bare grid</title><style>body { margin: 0 } img { position: absolute; object-fit: contain }</style>
<div data-scroller style="position: absolute; inset: 0; overflow-y: auto"><div data-canvas style="position: relative"></div></div>
<script>
const count = ${count}, side = ${side}, rowHeight = ${rowHeight}, columns = ${columns}, pictures = ${JSON.stringify(pictures)};
const scroller = document.querySelector("[data-scroller]"), canvas = scroller.firstChild, pool = [];
canvas.style.height = Math.ceil(count / columns) * rowHeight + "px";
function draw() {
  const first = Math.max(0, Math.floor(scroller.scrollTop / rowHeight) - 2) * columns;
  const needed = (Math.ceil(scroller.clientHeight / rowHeight) + 5) * columns;
  while (pool.length < needed) { const cell = new Image(side, side); cell.decoding = "async"; pool.push(cell); canvas.append(cell); }
  for (let n = first; n < Math.min(count, first + needed); n++) {
    const cell = pool[n % needed];
    if (cell.place === n) continue;
    cell.place = n;
    cell.style.transform = "translate(" + (n % columns) * (innerWidth / columns) + "px, " + Math.floor(n / columns) * rowHeight + "px)";
    cell.src = pictures[n % pictures.length];
  }
}
scroller.addEventListener("scroll", draw, { passive: true });
draw();
</script>`;
}
