/** A list that has not moved for so long rests. */
export const restMs = 120;
/** Pixels a millisecond: beyond it nobody looks at single pictures, and none are asked for. */
const fastest = 1.5;

/**
 * Tells from move to move whether a list flies past. The first move after a rest never does: it is a jump, after which
 * somebody looks, or a beginning of which nothing is known yet.
 */
export function createScrollPace(): (offset: number, nowMs: number) => boolean {
  let last = { offset: 0, atMs: Number.NEGATIVE_INFINITY };
  return (offset, nowMs) => {
    const elapsedMs = nowMs - last.atMs;
    const pace = Math.abs(offset - last.offset) / Math.max(1, elapsedMs);
    last = { offset, atMs: nowMs };
    return elapsedMs < restMs && pace > fastest;
  };
}
