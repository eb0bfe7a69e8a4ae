import { describe, expect, it } from "vitest";
import { centreOn, clampView, fitScale, partInSight, zoomAt, zoomPercent } from "./zoom.ts";

const stage = { width: 800, height: 600 };
const picture = { width: 2000, height: 1000 };

describe("zoom", () => {
  it("fits the whole picture with a margin of ground around it, and blows a small one up to true pixels only", () => {
    expect(fitScale(stage, picture, 1)).toBe((800 - 20) / 2000);
    expect(fitScale(stage, { width: 100, height: 100 }, 1)).toBe(1);
    expect(fitScale(stage, { width: 100, height: 100 }, 2)).toBe(0.5);
  });

  it("keeps the point under the pointer where it is", () => {
    const before = { scale: 0.4, x: 10, y: -20 };
    const at = { x: 100, y: 50 };
    const after = zoomAt(before, 1, at);
    const pointIn = (view: typeof before) => [(at.x - view.x) / view.scale, (at.y - view.y) / view.scale];
    expect(pointIn(after)[0]).toBeCloseTo(pointIn(before)[0] ?? NaN);
    expect(pointIn(after)[1]).toBeCloseTo(pointIn(before)[1] ?? NaN);
  });

  it("never leaves a gap at an edge, and centres what is smaller than the stage", () => {
    expect(clampView({ scale: 1, x: 5000, y: -5000 }, stage, picture, 1)).toEqual({
      scale: 1,
      x: 600,
      y: -200,
    });
    expect(clampView({ scale: 0.4, x: 50, y: 50 }, stage, picture, 1)).toEqual({ scale: 0.4, x: 0, y: 0 });
  });

  it("goes no further out than fit and no closer than eight device pixels", () => {
    expect(clampView({ scale: 0.01, x: 0, y: 0 }, stage, picture, 1).scale).toBe(0.39);
    expect(clampView({ scale: 99, x: 0, y: 0 }, stage, picture, 2).scale).toBe(4);
  });

  it("BOX-4 says 100 % when one image pixel is one device pixel", () => {
    expect(zoomPercent(0.5, 2)).toBe(100);
  });

  it("tells which part is in sight, and centres on a point of it", () => {
    const view = { scale: 1, x: 0, y: 0 };
    const part = partInSight(view, stage, picture);
    expect([part.x, part.y, part.width, part.height].map((share) => share.toFixed(3))).toEqual([
      "0.300",
      "0.200",
      "0.400",
      "0.600",
    ]);
    expect(partInSight({ ...view, scale: 0.4 }, stage, picture)).toEqual({ x: 0, y: 0, width: 1, height: 1 });
    const moved = clampView(centreOn(view, picture, { x: 0.75, y: 0 }), stage, picture, 1);
    expect(partInSight(moved, stage, picture)).toMatchObject({ x: 0.55, y: 0 });
  });
});
