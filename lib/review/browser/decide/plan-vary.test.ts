import { describe, expect, it } from "vitest";
import type { ReseedOptions } from "#lib/review/reseed-schema";
import { planVary, startingDraft, type VaryDraft } from "./plan-vary.ts";

const guidance = {
  name: "cfg",
  title: "Guidance",
  type: "number",
  value: "7",
  choices: null,
  minimum: 1,
  maximum: 12,
  step: 0.5,
  unit: "",
} as const;

const options: ReseedOptions = {
  refusal: null,
  parent: { version: "aaaaaaaaaaaa", number: 1 },
  published: null,
  publishedRefusal: null,
  seed: "18446744073709551610",
  seedBounds: { minimum: "0", maximum: "18446744073709551615" },
  params: {},
  prompts: ["prompt"],
  parameters: [
    guidance,
    { ...guidance, name: "prompt", title: "Prompt", type: "string", minimum: null, maximum: null },
    {
      ...guidance,
      name: "noisy",
      title: "Noise",
      type: "boolean",
      minimum: null,
      maximum: null,
      choices: [
        { value: "true", label: "On" },
        { value: "false", label: "Off" },
      ],
    },
  ],
  medianMs: null,
  measuredRuns: 0,
};

const plan = (draft: Partial<VaryDraft>) => planVary({ ...startingDraft, ...draft }, options);

describe("SEED-3 the numbers of a re-seed before it is sent", () => {
  it("counts fresh seeds and shows none: the server draws them", () => {
    expect(plan({ count: "3" })).toEqual({
      request: { count: 3, version: "parent", vary: { grain: "everything", seed: { choice: "random" } } },
      runs: 3,
      shown: [],
      problems: {},
    });
    for (const count of ["0", "51", "", "1.5", "x"]) {
      expect(plan({ count })).toMatchObject({ request: null, problems: { count: "From 1 to 50." } });
    }
  });

  it("counts on from the parent's seed with every digit, as far as there are seeds", () => {
    const counted = plan({ seed: "original", plus: "2", count: "3" });
    expect(counted.shown).toEqual(["18446744073709551612", "18446744073709551613", "18446744073709551614"]);
    expect(counted.request?.vary).toEqual({ grain: "everything", seed: { choice: "original", plus: 2 } });
    expect(plan({ seed: "original", plus: "3", count: "4" })).toMatchObject({
      request: null,
      problems: { plus: expect.stringContaining("18446744073709551616") },
    });
  });

  it("takes one fixed seed, exactly", () => {
    expect(plan({ seed: "fixed", fixed: " 00018446744073709551615 ", count: "9" })).toMatchObject({
      runs: 1,
      problems: { fixed: expect.any(String) },
    });
    expect(plan({ seed: "fixed", fixed: "18446744073709551615" })).toMatchObject({
      runs: 1,
      shown: ["18446744073709551615"],
      request: { count: 1, vary: { seed: { choice: "fixed", seed: "18446744073709551615" } } },
    });
    expect(plan({ seed: "fixed", fixed: "18446744073709551616" }).request).toBeNull();
  });
});

describe("SEED-2 one parameter over values or a range", () => {
  it("makes a run of each value, in its own type", () => {
    expect(plan({ grain: "parameter", parameter: "cfg", values: "4, 5.5; 6" }).request).toEqual({
      count: 1,
      version: "parent",
      vary: { grain: "parameter", name: "cfg", values: [4, 5.5, 6] },
    });
    expect(plan({ grain: "parameter", parameter: "prompt", values: "a fox, red\nan owl" }).shown).toEqual([
      "a fox, red",
      "an owl",
    ]);
    expect(
      plan({ grain: "parameter", parameter: "noisy", values: "true\nfalse" }).request?.vary,
    ).toMatchObject({
      values: [true, false],
    });
  });

  it("counts a range in decimals, and says how many runs it would be", () => {
    const range = { grain: "parameter", parameter: "cfg", by: "range" } as const;
    expect(plan({ ...range, from: "1", to: "1.3", step: "0.1" }).shown).toEqual(["1", "1.1", "1.2", "1.3"]);
    expect(plan({ ...range, from: "1", to: "12", step: "0.1" }).problems).toEqual({
      step: "That makes 111 runs; 50 at most.",
    });
    expect(plan({ ...range, from: "5", to: "4", step: "1" }).problems).toEqual({ to: "Not below 5." });
    expect(plan({ ...range, from: "", to: "4", step: "0" }).problems).toEqual({ from: "A number." });
  });

  it("refuses what the parameter cannot be, and what is there twice", () => {
    const problemOf = (values: string) =>
      plan({ grain: "parameter", parameter: "cfg", values }).problems.values;
    expect(problemOf("4, 13")).toContain("above 12");
    expect(problemOf("0.5")).toContain("below 1");
    expect(problemOf("much")).toContain("no number");
    expect(problemOf("4, 4")).toContain("twice");
    expect(problemOf("")).toContain("At least one");
    expect(plan({ grain: "parameter" }).problems.parameter).toBeDefined();
  });
});

it("SEED-5 nothing changed is one run", () => {
  expect(plan({ grain: "unchanged", isAfresh: true }).request?.vary).toEqual({ grain: "afresh" });
  expect(plan({ grain: "unchanged", count: "7" })).toMatchObject({
    runs: 1,
    shown: ["18446744073709551610"],
  });
});
