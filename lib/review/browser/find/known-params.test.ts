import { describe, expect, it } from "vitest";
import type { WorkflowView } from "#lib/workflow/workflow-schema";
import { readTyped } from "./filter-choices.ts";
import { chipsOf } from "./filter-words.ts";
import { knownParams, valuesHolding } from "./known-params.ts";
import { plainFilter } from "./review-filter.ts";

const ground = (choices: Record<string, string>) => ({
  name: "colour",
  title: "Ground",
  choices: Object.entries(choices).map(([value, label]) => ({ value, label })),
});
const workflow = (name: string, params: WorkflowView["params"]) =>
  ({ name, title: name.toUpperCase(), params }) as WorkflowView;

const workflows = [
  workflow("card", [ground({ 1193307: "Ocean" }), { name: "steps", title: "Steps", choices: null }]),
  workflow("poster", [ground({ 255: "Blue", 1193307: "Ocean" })]),
];
const known = knownParams(workflows, plainFilter);

describe("FIND-1 settings are looked for by what forms call them", () => {
  it("names each once, with the workflows that have it and all that any of them allows", () => {
    expect(known).toEqual([
      {
        name: "colour",
        title: "Ground",
        workflows: ["CARD", "POSTER"],
        choices: [
          { value: "1193307", label: "Ocean" },
          { value: "255", label: "Blue" },
        ],
      },
      { name: "steps", title: "Steps", workflows: ["CARD"], choices: null },
    ]);
  });

  it("offers only what the workflows in the filter have", () => {
    expect(knownParams(workflows, { ...plainFilter, workflow: "poster" }).map(({ name }) => name)).toEqual([
      "colour",
    ]);
  });

  it.each([
    ["Ground = ocean", { colour: "1193307" }],
    ["colour = 1193307", { colour: "1193307" }],
    ["Steps >= 20", { steps: "20.." }],
    ["cfg = 7", { cfg: "7" }],
  ])("reads %s", (text, params) => {
    expect(readTyped(text, plainFilter, known)[0]?.change).toEqual({ params });
  });

  it("finds a value without the setting's name, and says both on its chip", () => {
    expect(valuesHolding(known, "oce")).toMatchObject([{ param: { name: "colour" }, value: "1193307" }]);
    const filter = { ...plainFilter, params: { colour: "1193307" } };
    expect(chipsOf(filter, undefined, known)).toMatchObject([{ title: "Ground", value: "= Ocean" }]);
  });
});
