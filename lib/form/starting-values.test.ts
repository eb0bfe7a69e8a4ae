import { expect, test } from "vitest";
import { put, sample } from "#lib/contract/testing/sample-contract";
import type { RunView } from "#lib/run/run-schema";
import { startingValues } from "./starting-values.ts";

const { contract } = sample((schema) => {
  put(schema, ["properties", "steps", "minimum"], 1);
  schema["x-batch"] = { property: "steps", max: 8 };
});
const draft = { version: "1", values: { prompt: "a fox", steps: 7 }, count: 3 };
const store = { getItem: () => JSON.stringify(draft), setItem: () => undefined, removeItem: () => undefined };
const start = (run: Pick<RunView, "params"> | null) =>
  startingValues({ contract, workflow: "sample", version: "1", run: run as RunView | null, store });

test("a run that made several pictures at once starts a form that asks for as many", () => {
  expect(start({ params: { prompt: "a hare", steps: 4 } })).toMatchObject({
    origin: "run",
    count: 4,
    values: { prompt: "a hare" },
  });
  expect(start({ params: { prompt: "a hare" } }).count).toBe(1);
});

test("a draft asks for as many as it did, whatever it holds for one run", () => {
  const { count, values } = start(null);
  expect(count).toBe(3);
  expect(values).toEqual({ prompt: "a fox" });
});
