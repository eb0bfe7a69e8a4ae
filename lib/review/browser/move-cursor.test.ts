import { describe, expect, it } from "vitest";
import { nextUndecided, stepBy, stepRow } from "./move-cursor.ts";

const order = ["a", "b", "c", "d", "e", "f", "g"];
const undecided =
  (...ids: string[]) =>
  (id: string) =>
    ids.includes(id);

describe("next undecided", () => {
  it("SES-3 passes over decided ones", () => {
    expect(nextUndecided(order, "b", undecided("a", "e"))).toBe("e");
  });
  it("SES-3 goes round once", () => {
    expect(nextUndecided(order, "f", undecided("a", "c"))).toBe("a");
  });
  it("is never the one it starts from", () => {
    expect(nextUndecided(order, "c", undecided("c"))).toBeNull();
  });
  it("goes backwards, round the start", () => {
    expect(nextUndecided(order, "c", undecided("a", "f"), -1)).toBe("a");
    expect(nextUndecided(order, "a", undecided("f"), -1)).toBe("f");
  });
  it("begins at the start when there is no cursor, and finds nothing in nothing", () => {
    expect(nextUndecided(order, null, undecided("a"))).toBe("a");
    expect(nextUndecided([], null, undecided("a"))).toBeNull();
  });
});

describe("stepping", () => {
  it("stops at both ends", () => {
    expect(stepBy(order, "a", -1)).toBe("a");
    expect(stepBy(order, "g", 1)).toBe("g");
    expect(stepBy(order, "c", 2)).toBe("e");
    expect(stepBy([], null, 1)).toBeNull();
  });
  it("keeps the column from row to row", () => {
    expect(stepRow(order, "b", 3, 1)).toBe("e");
    expect(stepRow(order, "e", 3, -1)).toBe("b");
    expect(stepRow(order, "b", 3, -1)).toBe("b");
  });
  it("goes to the last picture when the row below is shorter, and stays on the last row", () => {
    expect(stepRow(order, "f", 3, 1)).toBe("g");
    expect(stepRow(order, "g", 3, 1)).toBe("g");
  });
});
