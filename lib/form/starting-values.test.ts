import { expect, test } from "vitest";
import { put, sample } from "#lib/contract/testing/sample-contract";
import { startFromOutput } from "./start-from-output.ts";
import { startingValues } from "./starting-values.ts";

const { contract } = sample((schema) => {
  put(schema, ["properties", "steps", "minimum"], 1);
  schema["x-batch"] = { property: "steps", max: 8 };
});
const draft = { version: "1", values: { prompt: "a fox", steps: 7 }, count: 3 };
const store = { getItem: () => JSON.stringify(draft), setItem: () => undefined, removeItem: () => undefined };
const start = (from: Record<string, unknown> | null) =>
  startingValues({ contract, workflow: "sample", version: "1", from, store });

test("a run that made several pictures at once starts a form that asks for as many", () => {
  expect(start({ prompt: "a hare", steps: 4 })).toMatchObject({
    origin: "run",
    count: 4,
    values: { prompt: "a hare" },
  });
  expect(start({ prompt: "a hare" }).count).toBe(1);
});

test("a draft asks for as many as it did, whatever it holds for one run", () => {
  const { count, values } = start(null);
  expect(count).toBe(3);
  expect(values).toEqual({ prompt: "a fox" });
});

test("FORM-20 an output gives its params to a form, or its seed alone", () => {
  const recipe = {
    params: { prompt: "a hare", steps: 4, seed: "18446744073709551615" },
    seed: "18446744073709551615",
  };
  expect(startFromOutput(contract, recipe, "everything")).toBe(recipe.params);
  const alone = startFromOutput(contract, recipe, "seed");
  expect(alone).toMatchObject({ seed: "18446744073709551615", width: 1024 });
  expect(alone).not.toHaveProperty("prompt");
  expect(startFromOutput(contract, { ...recipe, seed: null }, "seed")).not.toHaveProperty("seed");
});
