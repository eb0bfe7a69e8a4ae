import { describe, expect, it } from "vitest";
import { arrange, type Traits } from "./arrangement.ts";

const traits = (group: string, perceptualHash: string, changes: Partial<Traits> = {}): Traits => ({
  group,
  batchId: "b1",
  rootId: perceptualHash + group,
  perceptualHash,
  ...changes,
});
const near = ["0000000000000000", "0000000000000003", "000000000000003f", "0000000000000fff"] as const;
const far = "ffffffffffffffff";

describe("sections", () => {
  it("begin wherever the group changes, and come back rather than move anything", () => {
    const list = ["a", "a", "b", "a"].map((group) => traits(group, far));
    expect(arrange(list, { group: "run", isPiled: false }).sections).toEqual([0, 2, 3]);
  });
  it("are none where nothing is grouped, and none in an empty list", () => {
    expect(arrange([traits("a", far)], { group: null, isPiled: false }).sections).toEqual([]);
    expect(arrange([], { group: "run", isPiled: true })).toEqual({ sections: [], piles: [] });
  });
});

describe("piles", () => {
  const pilesOf = (list: Traits[], group: "run" | null = null) =>
    arrange(list, { group, isPiled: true }).piles;

  it("hold neighbours that look like the first one", () => {
    expect(pilesOf([traits("a", far), traits("a", near[0]), traits("a", near[1])])).toEqual([[1, 2]]);
  });
  it("do not creep from likeness to likeness", () => {
    expect(pilesOf(near.map((hash) => traits("a", hash)))).toEqual([[0, 3]]);
  });
  it("lie within one batch or one lineage", () => {
    const apart = [traits("a", near[0]), traits("a", near[1], { batchId: "b2" })];
    expect(pilesOf(apart)).toEqual([]);
    expect(pilesOf(apart.map((one) => ({ ...one, rootId: "r" })))).toEqual([[0, 2]]);
  });
  it("end where a section ends", () => {
    const list = ["a", "a", "b", "b"].map((group) => traits(group, near[0]));
    expect(pilesOf(list, "run")).toEqual([
      [0, 2],
      [2, 2],
    ]);
  });
  it("are made of nothing that was never looked at", () => {
    expect(pilesOf([traits("a", ""), traits("a", "")])).toEqual([]);
    expect(
      arrange([traits("a", near[0]), traits("a", near[0])], { group: null, isPiled: false }).piles,
    ).toEqual([]);
  });
});
