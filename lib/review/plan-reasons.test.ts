import { expect, it } from "vitest";
import { planReasons } from "./plan-reasons.ts";

const anatomy = { id: "a", digit: 1, label: "Anatomy" };
const brief = { id: "b", digit: 2, label: "Off brief" };
const live = [anatomy, brief];

it("WHY-1 finds what is added, renamed, moved and retired", () => {
  const { plan, faults } = planReasons(live, {
    items: [
      { id: "b", digit: 1, label: "Not the brief" },
      { digit: 9, label: "Colour" },
    ],
    retire: ["a"],
  });
  expect(faults).toEqual([]);
  expect(plan).toEqual({
    added: [{ digit: 9, label: "Colour" }],
    renamed: [{ before: brief, digit: 1, label: "Not the brief" }],
    moved: [{ before: brief, digit: 1, label: "Not the brief" }],
    retired: [anatomy],
  });
});

it("WHY-3 retires nothing that is not named, and says which digit it would free", () => {
  const { faults } = planReasons(live, { items: [brief], retire: [] });
  expect(faults).toEqual([{ path: "/retire", message: expect.stringMatching(/Anatomy.*digit 1/) }]);
});

it("names every digit and wording that is there twice, and every id that is unknown", () => {
  const { faults } = planReasons(live, {
    items: [
      anatomy,
      { ...brief, digit: 1 },
      { digit: 3, label: "ANATOMY" },
      { id: "x", digit: 4, label: "X" },
    ],
    retire: ["a", "y"],
  });
  expect(faults.map(({ path }) => path)).toEqual([
    "/items/1/digit",
    "/items/2/label",
    "/items/3/id",
    "/retire/0",
    "/retire/1",
  ]);
});
