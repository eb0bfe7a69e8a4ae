import { describe, expect, it } from "vitest";
import { describeShare, shareThatDiffers } from "./measure-difference.ts";

const pixels = (...values: number[][]) => new Uint8ClampedArray(values.flatMap((rgb) => [...rgb, 255]));

describe("how much two pictures differ", () => {
  it("counts the pixels that differ visibly in any channel", () => {
    const one = pixels([0, 0, 0], [100, 100, 100], [255, 255, 255], [9, 9, 9]);
    const other = pixels([0, 0, 0], [100, 103, 100], [255, 200, 255], [9, 9, 90]);
    expect(shareThatDiffers(one, other)).toBe(0.5);
    expect(shareThatDiffers(one, one)).toBe(0);
  });
  it("is said in words that claim no more than was seen", () => {
    expect(describeShare(0)).toBe("No difference to be seen");
    expect(describeShare(0.003)).toBe("Less than 1 % of the picture differs");
    expect(describeShare(0.337)).toBe("34 % of the picture differs");
  });
});
