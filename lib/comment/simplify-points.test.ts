import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mostPoints, simplifyPoints } from "./simplify-points.ts";
import type { MarkPoint } from "./shape-schema.ts";

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const stroke = fc.array(fc.tuple(unit, unit), { minLength: 2, maxLength: 400 });

describe("a stroke that is stored", () => {
  test("keeps its ends, holds at most two hundred points, all of them from the hand", () => {
    fc.assert(
      fc.property(stroke, (points) => {
        const kept = simplifyPoints(points);
        expect(kept.length).toBeLessThanOrEqual(mostPoints);
        expect([kept[0], kept.at(-1)]).toEqual([points[0], points.at(-1)]);
        for (const point of kept) expect(points).toContainEqual(point);
      }),
      { numRuns: 60 },
    );
  });

  test("loses what lies on a straight line and keeps a corner", () => {
    const straight = Array.from({ length: 50 }, (_, step): MarkPoint => [step / 100, 0.2]);
    expect(simplifyPoints(straight)).toEqual([straight[0], straight.at(-1)]);
    const corner: MarkPoint[] = [...straight, [0.49, 0.5], [0.49, 0.9]];
    expect(simplifyPoints(corner)).toEqual([
      [0, 0.2],
      [0.49, 0.2],
      [0.49, 0.9],
    ]);
  });

  test("is not changed a second time, so that what is drawn is what is stored", () => {
    fc.assert(
      fc.property(stroke, (points) => {
        const once = simplifyPoints(points);
        if (once.length < mostPoints / 2) expect(simplifyPoints(once)).toEqual(once);
      }),
      { numRuns: 40 },
    );
  });

  test("a closed loop keeps its course although both ends are one point", () => {
    const loop = Array.from({ length: 33 }, (_, step): MarkPoint => {
      const angle = (step / 32) * 2 * Math.PI;
      return [0.5 + 0.2 * Math.cos(angle), 0.5 + 0.2 * Math.sin(angle)];
    });
    expect(simplifyPoints(loop).length).toBeGreaterThan(12);
  });
});
