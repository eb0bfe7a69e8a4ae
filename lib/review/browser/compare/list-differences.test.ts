import { describe, expect, it } from "vitest";
import { describeDifferences, listDifferences } from "./list-differences.ts";
import { sampleDetail } from "#lib/review/browser/testing/sample-output";

const settings = [
  { label: "Prompt", value: "a lighthouse" },
  { label: "Steps", value: "20" },
];
const one = sampleDetail("o1", { settings, seed: "1" });

describe("what differs", () => {
  it("CMP-6 is listed with every value under the setting's title, and nothing else", () => {
    const other = sampleDetail("o2", {
      settings: [
        { label: "Prompt", value: "a lighthouse" },
        { label: "Steps", value: "30" },
      ],
      seed: "18446744073709551615",
    });
    expect(listDifferences([one, other])).toEqual([
      { title: "Steps", values: ["20", "30"] },
      { title: "Seed", values: ["1", "18446744073709551615"] },
    ]);
  });

  it("CMP-6 says in words that only the seed differs, or nothing", () => {
    const again = sampleDetail("o2", { settings, seed: "2" });
    expect(describeDifferences(listDifferences([one, again]))).toBe("Only the seed differs.");
    expect(describeDifferences(listDifferences([one, { ...one, id: "o3" }]))).toMatch(/^Nothing differs/);
  });

  it("tells pictures of one run apart by their place in it", () => {
    const [first, second] = [0, 1].map((index) => ({ ...one, index }));
    const differences = listDifferences([first ?? one, second ?? one]);
    expect(differences).toEqual([{ title: "Place in the run", values: ["1", "2"] }]);
    expect(describeDifferences(differences)).toBe("Only the place in the run differs.");
  });

  it("tells a setting that one of them has not", () => {
    const plain = sampleDetail("o2", { settings: settings.slice(0, 1), seed: "1" });
    expect(listDifferences([one, plain])).toEqual([{ title: "Steps", values: ["20", null] }]);
  });
});
