import { describe, expect, it } from "vitest";
import { positionsAround } from "./pictures-around.ts";

describe("what is fetched ahead", () => {
  it("BOX-3 is where a verdict leads, five that follow and two before, none twice", () => {
    expect(positionsAround(4, 12)).toEqual([12, 5, 6, 7, 8, 9, 3, 2]);
    expect(positionsAround(4, 6)).toEqual([6, 5, 7, 8, 9, 3, 2]);
  });
  it("begins with the list", () => {
    expect(positionsAround(1, null)).toEqual([2, 3, 4, 5, 6, 0]);
  });
});
