import type { MarkColour, MarkPoint, Shape, ShapeKind } from "#lib/comment/shape-schema";

/** Where a shape reaches on the picture, all in fractions of its sides. */
export type Bounds = { left: number; top: number; right: number; bottom: number };

export function pointsOf(shape: Shape): readonly MarkPoint[] {
  switch (shape.kind) {
    case "pin":
      return [shape.at];
    case "box":
    case "arrow":
      return [shape.from, shape.to];
    case "freehand":
      return shape.points;
  }
}

export function boundsOf(shape: Shape): Bounds {
  const points = pointsOf(shape);
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return {
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs),
    bottom: Math.max(...ys),
  };
}

/** The shape elsewhere, as far as the picture reaches; its form stays. */
export function moveShape(shape: Shape, dx: number, dy: number): Shape {
  const { left, top, right, bottom } = boundsOf(shape);
  const x = held(dx, -left, 1 - right);
  const y = held(dy, -top, 1 - bottom);
  return mapPoints(shape, ([px, py]) => [px + x, py + y]);
}

/** Wider by `dx` and taller by `dy`, its first corner, start or upper left held; an arrow's tip moves. A pin has no size. */
export function stretchShape(shape: Shape, dx: number, dy: number): Shape {
  switch (shape.kind) {
    case "pin":
      return shape;
    case "box":
    case "arrow": {
      const to: MarkPoint = [held(shape.to[0] + dx, 0, 1), held(shape.to[1] + dy, 0, 1)];
      return isTooSmall({ ...shape, to }) ? shape : { ...shape, to };
    }
    case "freehand": {
      const { left, top, right, bottom } = boundsOf(shape);
      const [width, height] = [right - left, bottom - top];
      const [sx, sy] = [1 + dx / Math.max(width, least), 1 + dy / Math.max(height, least)];
      if (width * sx < least || height * sy < least) return shape;
      return mapPoints(shape, ([x, y]) => [left + (x - left) * sx, top + (y - top) * sy]);
    }
  }
}

/** Larger or smaller around its middle. */
export function scaleShape(shape: Shape, factor: number): Shape {
  const { left, top, right, bottom } = boundsOf(shape);
  const [cx, cy] = [(left + right) / 2, (top + bottom) / 2];
  const scaled = mapPoints(shape, ([x, y]) => [cx + (x - cx) * factor, cy + (y - cy) * factor]);
  return isTooSmall(scaled) ? shape : scaled;
}

const reach = 0.1;
const ringPoints = 24;

/**
 * A shape of ordinary size at a point, for those who click or press a key instead of dragging. `aspect` is the
 * picture's width by its height, so that what should be round is. Held inside the picture.
 */
export function shapeAt(kind: ShapeKind, colour: MarkColour, at: MarkPoint, aspect: number): Shape {
  const [x, y] = at;
  const [rx, ry] = aspect >= 1 ? [reach / aspect, reach] : [reach, reach * aspect];
  switch (kind) {
    case "pin":
      return { kind, colour, at };
    case "box":
      return inside({ kind, colour, from: [x - rx, y - ry], to: [x + rx, y + ry] });
    case "arrow":
      // Its tip is what points.
      return inside({ kind, colour, from: [x - 1.2 * rx, y - 1.2 * ry], to: at });
    case "freehand":
      return inside({
        kind,
        colour,
        points: Array.from({ length: ringPoints + 1 }, (_, step): MarkPoint => {
          const angle = (step / ringPoints) * 2 * Math.PI;
          return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)];
        }),
      });
  }
}

/** Less than this is a slip of the hand; a fraction of the picture's side. */
const least = 0.005;

/** Whether a dragged shape is too small to be meant. A pin never is. */
export function isTooSmall(shape: Shape): boolean {
  const { left, top, right, bottom } = boundsOf(shape);
  const [width, height] = [right - left, bottom - top];
  if (shape.kind === "pin") return false;
  return shape.kind === "box" ? width < least || height < least : Math.max(width, height) < least;
}

function inside(shape: Shape): Shape {
  const { left, top, right, bottom } = boundsOf(shape);
  return moveShape(shape, inwards(left, right), inwards(top, bottom));
}

/** How far to go so that both ends lie on the picture. */
function inwards(low: number, high: number): number {
  if (low < 0) return -low;
  return high > 1 ? 1 - high : 0;
}

function mapPoints(shape: Shape, map: (point: MarkPoint) => MarkPoint): Shape {
  const inPicture = (point: MarkPoint): MarkPoint => {
    const [x, y] = map(point);
    return [held(x, 0, 1), held(y, 0, 1)];
  };
  switch (shape.kind) {
    case "pin":
      return { ...shape, at: inPicture(shape.at) };
    case "box":
    case "arrow":
      return { ...shape, from: inPicture(shape.from), to: inPicture(shape.to) };
    case "freehand":
      return { ...shape, points: shape.points.map(inPicture) };
  }
}

function held(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), Math.max(low, high));
}
