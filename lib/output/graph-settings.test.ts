import { expect, test } from "vitest";
import { parseExactJson } from "#lib/json";
import { sampleGraphText } from "#lib/contract/testing/sample-contract";
import refinerGraph from "../../workflows/sdxl_base_refiner.api.json" with { type: "json" };
import { settingsOf } from "./graph-settings.ts";

function textOf(graphText: string): Record<string, string> {
  return Object.fromEntries(settingsOf(parseExactJson(graphText)).map(({ label, value }) => [label, value]));
}

test("a graph says its model, sampler, steps, guidance and size", () => {
  expect(textOf(sampleGraphText)).toEqual({
    Model: "base.safetensors",
    Sampler: "euler",
    Steps: "20",
    Guidance: "7.5",
    Denoise: "1",
    Size: "1024 × 768",
  });
});

test("base and refiner stand side by side, once each", () => {
  const settings = textOf(JSON.stringify(refinerGraph));
  expect(settings["Model"]?.split(", ")).toHaveLength(2);
  expect(settings["Size"]).toMatch(/^\d+ × \d+$/);
});

test("a value held by a node of its own is found through the link; anything else linked is left out", () => {
  const graph = {
    1: { inputs: { value: 30 } },
    2: { inputs: { steps: ["1", 0], cfg: ["9", 0], width: 5, height: 6 } },
    3: { inputs: { value: ["3", 0], steps: ["3", 0] } },
  };
  expect(textOf(JSON.stringify(graph))).toEqual({ Steps: "30" });
});

test.each(["null", "[]", "3", "{}", '{"1": 2, "3": {"inputs": []}}'])("%s says nothing", (graph) => {
  expect(settingsOf(parseExactJson(graph))).toEqual([]);
});
