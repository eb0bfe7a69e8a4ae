import { expect, it } from "vitest";
import { moveReason, withLabel, withoutReason } from "./reason-list.ts";

const reasons = [
  { id: "a", digit: 1, label: "Anatomy" },
  { id: "b", digit: 2, label: "Brief" },
];

it("renames a reason, or adds one on a digit that is not used", () => {
  expect(withLabel(reasons, 1, "Hands")).toEqual([{ id: "a", digit: 1, label: "Hands" }, reasons[1]]);
  expect(withLabel(reasons, 7, "Logo")).toEqual([...reasons, { digit: 7, label: "Logo" }]);
});

it("lets two reasons change places, or moves one to a free digit", () => {
  expect(moveReason(reasons, 1, 2).map(({ id, digit }) => [id, digit])).toEqual([
    ["a", 2],
    ["b", 1],
  ]);
  expect(moveReason(reasons, 2, 3)[1]).toEqual({ id: "b", digit: 3, label: "Brief" });
  expect(withoutReason(reasons, "a")).toEqual([reasons[1]]);
});
