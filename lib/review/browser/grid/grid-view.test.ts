import { expect, test } from "vitest";
import { parseGridView, usualView } from "./grid-view.ts";

test.each([null, "", "{", "[]", "7", `{"size":"XXL","group":"mood","isPiled":"yes"}`])(
  "a view kept as %j is the usual one",
  (text) => {
    expect(parseGridView(text)).toEqual(usualView);
  },
);

test("TILE-1 a view that was kept comes back", () => {
  const view = { size: "L", group: "batch", isPiled: true } as const;
  expect(parseGridView(JSON.stringify(view))).toEqual(view);
});
