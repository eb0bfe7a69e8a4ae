import { describe, expect, test } from "vitest";
import { clockTime, duration, lengthOfTime, relativeTime } from "./relative-time.ts";

const now = Date.parse("2026-11-22T12:00:00Z");

describe("times are told as people say them", () => {
  test.each([
    ["2026-11-22T11:59:30Z", "just now"],
    ["2026-11-22T11:58:59Z", "1 minute ago"],
    ["2026-11-22T09:00:00Z", "3 hours ago"],
    ["2026-11-21T11:00:00Z", "yesterday"],
    ["2026-10-01T12:00:00Z", "last month"],
    ["2026-11-25T12:00:00Z", "in 3 days"],
  ])("%s is %s", (iso, words) => {
    expect(relativeTime(iso, now)).toBe(words);
  });

  test.each([
    ["2026-11-22T11:59:52Z", "8 s"],
    ["2026-11-22T11:58:40Z", "1 min 20 s"],
    ["2026-11-22T09:55:00Z", "2 h 5 min"],
    ["2026-11-22T12:00:09Z", "0 s"],
  ])("since %s it took %s", (iso, words) => {
    expect(duration(iso, now)).toBe(words);
  });

  test("a time of another day is told with its date", () => {
    const later = new Date("2026-11-22T12:00:00");
    expect(clockTime(new Date("2026-11-22T09:30:00").toISOString(), later.getTime())).toMatch(/^0?9:30/);
    expect(clockTime(new Date("2026-11-20T09:30:00").toISOString(), later.getTime())).toMatch(/20.*9:30/);
  });

  test("a short time keeps its tenth", () => {
    expect([0, 0.24, 3.25, 12.4, 7200].map(lengthOfTime)).toEqual([
      "0 s",
      "0.2 s",
      "3.3 s",
      "12 s",
      "2 h 0 min",
    ]);
  });
});
