import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Shape, ShapeKind } from "#lib/comment/shape-schema";
import {
  boundsOf,
  isTooSmall,
  moveShape,
  pointsOf,
  scaleShape,
  shapeAt,
  stretchShape,
} from "./shape-geometry.ts";

const kinds: readonly ShapeKind[] = ["pin", "box", "arrow", "freehand"];
const unit = fc.double({ min: 0, max: 1, noNaN: true });
const step = fc.double({ min: -0.5, max: 0.5, noNaN: true });
const shape = fc
  .tuple(fc.constantFrom(...kinds), unit, unit, fc.double({ min: 0.3, max: 3, noNaN: true }))
  .map(([kind, x, y, aspect]) => shapeAt(kind, "amber", [x, y], aspect));

function expectOnPicture(drawn: Shape): void {
  for (const value of pointsOf(drawn).flat()) {
    expect(value).toBeGreaterThanOrEqual(0);
    expect(value).toBeLessThanOrEqual(1);
  }
}

describe("DRAW-5 placing by keyboard", () => {
  it("never leaves the picture, whatever is pressed, and never becomes too small to see", () => {
    fc.assert(
      fc.property(
        shape,
        fc.array(fc.tuple(step, step, fc.constantFrom("move", "stretch", "scale"))),
        (drawn, presses) => {
          let now = drawn;
          expectOnPicture(now);
          for (const [dx, dy, press] of presses) {
            if (press === "move") now = moveShape(now, dx, dy);
            else if (press === "stretch") now = stretchShape(now, dx, dy);
            else now = scaleShape(now, 1 + dx);
            expectOnPicture(now);
            expect(isTooSmall(now)).toBe(false);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it("moving keeps the form and stops at the edge", () => {
    const box = shapeAt("box", "red", [0.5, 0.5], 1);
    const before = boundsOf(box);
    const after = boundsOf(moveShape(box, 0.1, 9));
    expect(after.bottom).toBe(1);
    expect(after.left).toBeCloseTo(before.left + 0.1);
    expect(after.right - after.left).toBeCloseTo(before.right - before.left);
    expect(after.bottom - after.top).toBeCloseTo(before.bottom - before.top);
  });

  it("stretching an arrow moves its tip alone", () => {
    const arrow = shapeAt("arrow", "red", [0.5, 0.5], 1);
    const [from, to] = pointsOf(stretchShape(arrow, 0.2, -0.1));
    expect(from).toEqual(pointsOf(arrow)[0]);
    expect(to?.[0]).toBeCloseTo(0.7);
    expect(to?.[1]).toBeCloseTo(0.4);
  });

  it("a ring is round on a wide picture: as many pixels across as down", () => {
    const { left, right, top, bottom } = boundsOf(shapeAt("freehand", "red", [0.5, 0.5], 2));
    expect((right - left) * 2000).toBeCloseTo((bottom - top) * 1000);
  });

  it("an arrow points where it was put", () => {
    expect(pointsOf(shapeAt("arrow", "red", [0.4, 0.6], 1)).at(-1)).toEqual([0.4, 0.6]);
  });
});

it("a slip of the hand is no mark, a pin always is one", () => {
  expect(isTooSmall({ kind: "box", colour: "red", from: [0.1, 0.1], to: [0.5, 0.102] })).toBe(true);
  expect(isTooSmall({ kind: "arrow", colour: "red", from: [0.1, 0.1], to: [0.5, 0.1] })).toBe(false);
  expect(isTooSmall({ kind: "pin", colour: "red", at: [0, 0] })).toBe(false);
});
