import { expect, test } from "vitest";
import { arrivalDelays } from "./arrival-delays.ts";

test("a delay is from sending to arrival, whatever the order of arrival; what is missing counts until now", () => {
  const sent = [
    { sentMs: 100, promptId: "a" },
    { sentMs: 200, promptId: "b" },
    { sentMs: 300, promptId: "lost" },
  ];
  const arrivals = [
    { at: 205, promptId: "b" },
    { at: 250, promptId: "a" },
    { at: 260, promptId: null },
  ];
  expect(arrivalDelays(sent, arrivals, 1000)).toEqual([150, 5, 700]);
});
