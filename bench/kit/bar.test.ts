import { expect, test } from "vitest";
import { barLine, ceiling, judged, notMeasured } from "./bar.ts";

test("a bar that was not measured never counts as passed", () => {
  const line = barLine(notMeasured("P4", "≤ 1.0 ×", "the baseline is not installed"));
  expect(line).toBe("P4: – (bar ≤ 1.0 ×) NOT MEASURED · the baseline is not installed");
});

test("a ceiling in milliseconds is enforced only where the machine is not loaded", () => {
  expect(ceiling("P1 p99", 80, 50, false).verdict).toBe("FAIL");
  expect(ceiling("P1 p99", 80, 50, true)).toMatchObject({ verdict: "NOT MEASURED", measured: "80.0 ms" });
  expect(ceiling("P1 p99", 20, 50, true).verdict).toBe("PASS");
});

test("ratios and counts are enforced always", () => {
  expect(barLine(judged("P3", "1 over", "0 over", false))).toBe("P3: 1 over (bar 0 over) FAIL");
});
