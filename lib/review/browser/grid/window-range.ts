/** A list of `count` rows of one size, seen through an opening. All lengths in CSS pixels along the scroll direction. */
export type Opening = {
  count: number;
  /** Of one row with its gap. */
  size: number;
  /** Before the first row and after the last. */
  padding: number;
  offset: number;
  length: number;
};

/** Rows drawn beyond either edge, so that scrolling meets no blank. */
const overscan = 2;

/** First and last row to draw, or null when there is none. */
export function rangeInSight(opening: Opening): { first: number; last: number } | null {
  const { count, size, padding, offset, length } = opening;
  if (count === 0) return null;
  const first = Math.floor((offset - padding) / size) - overscan;
  const last = Math.floor((offset + length - padding) / size) + overscan;
  return { first: clamp(first, count), last: clamp(last, count) };
}

/**
 * Where to scroll so that row `index` is wholly in sight: the shortest way, or with `center` into the middle. The same
 * offset when nothing needs to move.
 */
export function offsetToShow(opening: Opening, index: number, align: "nearest" | "center"): number {
  const { size, padding, offset, length } = opening;
  const start = padding + index * size;
  const most = Math.max(0, totalLength(opening) - length);
  const held = (wanted: number) => Math.min(Math.max(wanted, 0), most);
  if (align === "center") return held(start + size / 2 - length / 2);
  if (start - padding < offset) return held(start - padding);
  if (start + size + padding > offset + length) return held(start + size + padding - length);
  return offset;
}

export function totalLength({ count, size, padding }: Pick<Opening, "count" | "size" | "padding">): number {
  return count * size + 2 * padding;
}

function clamp(index: number, count: number): number {
  return Math.min(Math.max(index, 0), count - 1);
}
