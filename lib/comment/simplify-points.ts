import type { MarkPoint } from "./shape-schema.ts";

/** The most points a stored stroke has. */
export const mostPoints = 200;

/** About a pixel of a 1440 px picture: less than a hand can mean. */
const finest = 0.0007;

/**
 * The stroke with as few points as keep its course (Ramer, Douglas and Peucker), at most `mostPoints`. First and last
 * point stay. Doing it twice changes nothing more.
 */
export function simplifyPoints(points: readonly MarkPoint[]): MarkPoint[] {
  let tolerance = finest;
  let kept = keepCourse(points, tolerance);
  while (kept.length > mostPoints) {
    tolerance *= 1.5;
    kept = keepCourse(points, tolerance);
  }
  return kept;
}

function keepCourse(points: readonly MarkPoint[], tolerance: number): MarkPoint[] {
  const last = points.length - 1;
  const isKept = new Set([0, last]);
  // A stack instead of recursion: a stroke may hold a thousand points on a line.
  const open: [number, number][] = [[0, last]];
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    const [from, to] = span;
    const farthest = findFarthest(points, from, to);
    if (farthest === null || farthest.distance <= tolerance) continue;
    isKept.add(farthest.index);
    open.push([from, farthest.index], [farthest.index, to]);
  }
  return points.filter((_, index) => isKept.has(index)).map(([x, y]) => [x, y]);
}

function findFarthest(points: readonly MarkPoint[], from: number, to: number) {
  const [start, end] = [points[from], points[to]];
  if (start === undefined || end === undefined) return null;
  let found: { index: number; distance: number } | null = null;
  for (let index = from + 1; index < to; index += 1) {
    const distance = distanceTo(points[index] ?? start, start, end);
    if (found === null || distance > found.distance) found = { index, distance };
  }
  return found;
}

/** From a point to the straight between two others, not beyond its ends. */
function distanceTo([x, y]: MarkPoint, [ax, ay]: MarkPoint, [bx, by]: MarkPoint): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}
