import { expect, it } from "vitest";
import { featuresOf, isAtLeast } from "./comfy-version.ts";

it.each([
  ["0.3.64", "0.3.57", true],
  ["0.3.56", "0.3.57", false],
  ["0.33.0", "0.3.57", true],
  ["v0.26", "0.26", true],
  ["0.25.9", "0.26", false],
  ["1.0.0-3-gabcdef", "0.26", true],
  ["unknown", "0.3.45", false],
])("%s is at least %s: %s", (version, wanted, expected) => {
  expect(isAtLeast(version, wanted)).toBe(expected);
});

it("expects nothing of a server that does not tell its version", () => {
  expect(featuresOf("unknown")).toEqual({
    targetedInterrupt: false,
    jobsApi: false,
    jobsCancel: false,
  });
});
