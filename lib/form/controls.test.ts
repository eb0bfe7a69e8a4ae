import { describe, expect, test } from "vitest";
import type { ContractProperty } from "#lib/contract/contract";
import { conditionNames, conditionValues } from "./condition-values.ts";
import { fileSize } from "./file-size.ts";
import { matchingChoices } from "./matching-choices.ts";
import { decimalsOf, stepFrom, stepOf } from "./number-step.ts";
import { portraitContract } from "./testing/portrait-contract.ts";

const contract = portraitContract();
const property = (name: string): ContractProperty => {
  const found = contract.properties.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};

describe("arrow keys step a number", () => {
  test("without binary dust", () => {
    const strength = { ...property("cfg"), step: 0.1 };
    expect(stepFrom(strength, 0.2, 1)).toBe(0.3);
    expect(stepFrom(strength, 0.7, -7)).toBe(0);
  });

  test("never out of bounds, and from the default when nothing is set", () => {
    expect(stepFrom(property("steps"), 50, 10)).toBe(50);
    expect(stepFrom(property("steps"), undefined, 1)).toBe(31);
    expect(stepFrom(property("steps"), "abc", -100)).toBe(10);
  });

  test("the step is the author's, the rule's, or fits the range", () => {
    expect(stepOf(property("width"))).toBe(64);
    expect(stepOf(property("steps"))).toBe(1);
    expect(stepOf(property("cfg"))).toBe(0.1);
    expect([0.05, 1, 1e-7, 120].map(decimalsOf)).toEqual([2, 0, 7, 0]);
  });
});

describe("FORM-6 a long list is searched by typing", () => {
  const choices = ["Euler", "DPM++ 2M Karras", "DPM++ SDE", "2M fast"].map((label) => ({
    value: label,
    label,
  }));

  test("every word counts, in any order; those that begin so come first", () => {
    expect(matchingChoices(choices, "2m")).toEqual([3, 1]);
    expect(matchingChoices(choices, "karras dpm")).toEqual([1]);
    expect(matchingChoices(choices, "xyz")).toEqual([]);
    expect(matchingChoices(choices, " ")).toEqual([0, 1, 2, 3]);
  });
});

describe("conditions see what the engine will judge", () => {
  const schema = {
    ...contract.carrierSchema,
    allOf: [
      // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema's own word; never awaited
      { if: { properties: { steps: { const: 30 } }, required: ["tiled"] }, then: { required: ["negative"] } },
    ],
  };

  test("only the values a condition looks at, defaults included", () => {
    const names = conditionNames(schema);
    expect(names).toEqual(["steps", "tiled"]);
    expect(conditionValues(contract, names, { prompt: "a" })).toEqual({ steps: 30 });
    expect(conditionValues(contract, names, { steps: 12, tiled: false })).toEqual({
      steps: 12,
      tiled: false,
    });
    expect(conditionNames(contract.carrierSchema)).toEqual([]);
  });
});

test("file sizes are short", () => {
  expect([512, 25_000, 2_400_000, 32 * 1024 * 1024].map(fileSize)).toEqual([
    "512 B",
    "24 KB",
    "2.3 MB",
    "32 MB",
  ]);
});
