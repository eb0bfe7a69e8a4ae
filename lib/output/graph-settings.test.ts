import { expect, test } from "vitest";
import { parseExactJson } from "#lib/json";
import { sampleGraphText } from "#lib/contract/testing/sample-contract";
import refinerGraph from "../../workflows/sdxl_base_refiner.api.json" with { type: "json" };
import { settingsOf } from "./graph-settings.ts";

function textOf(graphText: string): Record<string, string> {
  return Object.fromEntries(settingsOf(parseExactJson(graphText)).map(({ label, value }) => [label, value]));
}

test("BOX-5 a graph says its prompts, model, sampler, steps, guidance and size", () => {
  expect(textOf(sampleGraphText)).toEqual({
    Prompt: "a lighthouse",
    "Negative prompt": "a lighthouse",
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

test("prompts are found through what hands them on, each once, and loops end", () => {
  const graph = {
    1: { inputs: { text: "a vase" } },
    2: { inputs: { text: "blurry" } },
    3: { inputs: { positive: ["1", 0], negative: ["2", 0], control_net: ["9", 0] } },
    4: { inputs: { positive: ["3", 0], negative: ["3", 1], latent_image: ["5", 0] } },
    6: { inputs: { positive: ["1", 0], negative: ["7", 0], latent_image: ["5", 0] } },
    7: { inputs: { conditioning: ["7", 0] } },
  };
  expect(textOf(JSON.stringify(graph))).toEqual({ Prompt: "a vase", "Negative prompt": "blurry" });
});

test("a guider's only conditioning is the prompt", () => {
  const graph = {
    1: { inputs: { clip_l: "a mug", t5xxl: "a mug on linen" } },
    2: { inputs: { conditioning: ["1", 0], guidance: 3.5 } },
    3: { inputs: { model: ["8", 0], conditioning: ["2", 0] } },
  };
  expect(textOf(JSON.stringify(graph))).toEqual({ Prompt: "a mug\na mug on linen", Guidance: "3.5" });
});

test.each(["null", "[]", "3", "{}", '{"1": 2, "3": {"inputs": []}}'])("%s says nothing", (graph) => {
  expect(settingsOf(parseExactJson(graph))).toEqual([]);
});
