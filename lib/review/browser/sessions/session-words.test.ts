import { expect, it } from "vitest";
import { initialsOf } from "#lib/review/browser/desk/initials";
import { describeScope, scopePath } from "./scope-words.ts";

it("a scope is said in words and leads back to its desk", () => {
  const plain = { state: "pending", kind: "reviewable" } as const;
  expect(describeScope(plain)).toBe("Undecided pictures");
  expect(scopePath(plain, { session: "s1" })).toBe("/review?session=s1");
  const narrow = { ...plain, state: "all", workflow: "sdxl", q: "a fox" } as const;
  expect(describeScope(narrow)).toBe("Pictures in any state, workflow sdxl, words “a fox”");
  expect(scopePath(narrow)).toBe("/review?state=all&workflow=sdxl&q=a+fox");
});

it("SES-10 a scope names workflows and people as one knows them", () => {
  const names: Record<string, string> = { sdxl_base_refiner: "SDXL picture", p1: "Olga" };
  const scope = {
    state: "pending",
    kind: "reviewable",
    workflow: "sdxl_base_refiner",
    submitter: "p1",
  } as const;
  expect(describeScope(scope, (_field, value) => names[value])).toBe(
    "Undecided pictures, workflow SDXL picture, asked by Olga",
  );
});

it("a person is two letters", () => {
  expect(["Mara Reviewer", "olga", "Ana de la Cruz", "  ", "李 小龙"].map(initialsOf)).toEqual([
    "MR",
    "OL",
    "AC",
    "",
    "李小",
  ]);
});
