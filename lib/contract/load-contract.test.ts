import { describe, expect, test } from "vitest";
import type { ExactJson } from "#lib/json";
import { loadContract, loadGraph } from "./load-contract.ts";
import {
  loadSample,
  put,
  sample,
  sampleFiles,
  sampleGraphText,
  sampleSchemaText,
} from "./testing/sample-contract.ts";

type BindingBreach = [name: string, pointers: ExactJson, message: RegExp];

const bindingBreaches: BindingBreach[] = [
  [
    "steps",
    "/2/inputs/steps",
    /node 2 \(EmptyLatentImage\) has no input steps, only width, height, batch_size/,
  ],
  ["cfg", "/1/inputs/cfg", /node 1 \(CheckpointLoaderSimple\) has no input cfg, only ckpt_name/],
  ["steps", "/57/inputs/steps", /no node 57/],
  ["steps", "/57:8/inputs/setps", /Did you mean steps\?/],
  ["steps", "/57:8/inputs/model", /linked to node 1/],
  ["steps", "/57:8/inputs/sampler_name", /holds text .* steps is integer/],
  ["prompt", "/57:8/inputs/denoise", /holds a number .* prompt is string/],
  ["noisy", "/57:8/inputs/steps", /holds a number .* noisy is boolean/],
  ["image", "/2/inputs/width", /image is a file/],
  ["noisy", "/10/inputs/empty", /holds null/],
  ["cfg", "/57:8/inputs/steps", /bound to steps already/],
  ["steps", "/__proto__/inputs/steps", /no node __proto__/],
  ["steps", "/57:8/inputs/constructor", /no input constructor/],
];

describe("a binding that leads nowhere sensible is refused with property, place and remedy", () => {
  test.each(bindingBreaches)("FORM-16 T-45 %s -> %s", (name, pointers, message) => {
    const loaded = loadSample((schema) => put(schema, ["properties", name, "x-bind"], pointers));
    expect(loaded.ok).toBe(false);
    const problem = expect.objectContaining({
      file: sampleFiles.schema,
      pointer: expect.stringMatching(/^\/properties\/\w+\/x-bind$/),
      message: expect.stringMatching(message),
    });
    expect(loaded.ok ? [] : loaded.problems).toContainEqual(problem);
  });
});

test("FORM-14 of several bindings the broken one is pointed out", () => {
  const pointers = ["/57:8/inputs/seed", "/10/inputs/seed"];
  const loaded = loadSample((schema) => put(schema, ["properties", "seed", "x-bind"], pointers));
  expect(loaded).toMatchObject({ problems: [{ property: "seed", pointer: "/properties/seed/x-bind/1" }] });
});

test("numbers fit whether the graph wrote them with a point or without", () => {
  expect(
    loadSample((schema) => put(schema, ["properties", "cfg", "x-bind"], "/57:8/inputs/denoise")).ok,
  ).toBe(true);
});

const graphs: [name: string, text: string, pointer: string, message: RegExp][] = [
  ["editor format", '{"nodes":[],"links":[],"version":0.4}', "/nodes", /Export \(API\)/],
  ["saved request", `{"prompt":${sampleGraphText},"client_id":"x"}`, "/prompt", /under prompt/],
  ["no JSON", '{\n  "1": nope }', "", /line 2, column 8/],
  ["cut off", '{ "1": {', "", /line 1, column 9/],
  ["list", "[]", "", /keyed by node id/],
  ["empty", "{}", "", /no nodes/],
  ["no class", '{"1":{"inputs":{}}}', "/1/class_type", /class_type/],
  ["no inputs", '{"1":{"class_type":"SaveImage"}}', "/1/inputs", /inputs/],
  ["no node", '{"a/b":7}', "/a~1b", /not an object/],
  ["dangling link", '{"1":{"class_type":"X","inputs":{"a":["2",0]}}}', "/1/inputs/a", /node 2, which is not/],
  ["number as id", '{"1":{"class_type":"X","inputs":{"a":[1,0]}}}', "/1/inputs/a", /exactly a node id/],
  ["long link", '{"1":{"class_type":"X","inputs":{"a":["1",0,0]}}}', "/1/inputs/a", /exactly a node id/],
  ["too deep", `{"1":${"[".repeat(100_000)}${"]".repeat(100_000)}}`, "", /nested too deeply/],
];

describe("a graph in another format is refused with what to do", () => {
  test.each(graphs)("%s", (_name, text, pointer, message) => {
    const loaded = loadGraph(text, "workflows/x.api.json");
    expect(loaded).toMatchObject({
      ok: false,
      problems: [{ pointer, message: expect.stringMatching(message) }],
    });
  });
});

test("problems of graph and schema are told together", () => {
  const loaded = loadContract('{"type":"object"}', "{}", sampleFiles);
  const files = loaded.ok ? [] : loaded.problems.map(({ file }) => file);
  expect(new Set(files)).toEqual(new Set([sampleFiles.schema, sampleFiles.graph]));
});

test("a file may begin with a byte order mark", () => {
  expect(loadContract(`\uFEFF${sampleSchemaText}`, `\uFEFF${sampleGraphText}`, sampleFiles).ok).toBe(true);
});

test("a contract knows its seed, outputs, pool, batch and cost", () => {
  const plain = sample().contract;
  expect(plain).toMatchObject({
    seedProperty: "seed",
    outputs: null,
    pool: null,
    batch: null,
    warmup: null,
    cost: 1,
  });
  const { contract } = sample((schema) => {
    Object.assign(schema, { "x-outputs": ["11"], "x-pool": "gpu", "x-cost": 2.5 });
    put(schema, ["properties", "steps", "minimum"], 1);
    schema["x-batch"] = { property: "steps", max: 8 };
    schema["x-warmup"] = { prompt: "warm", steps: 1 };
  });
  expect(contract).toMatchObject({
    warmup: { prompt: "warm", steps: 1, width: 1024 },
    outputs: ["11"],
    pool: "gpu",
    cost: 2.5,
    batch: { property: "steps", max: 8 },
  });
});

test.each([
  [60, [], /max is greater than the maximum of steps/],
  [8, ["steps"], /steps must not be required: count sets it/],
])("a batch of %i with %j required is refused", (max, required, why) => {
  const loaded = loadSample((schema) => {
    put(schema, ["properties", "steps", "minimum"], 1);
    Object.assign(schema, { required, "x-batch": { property: "steps", max } });
  });
  expect(loaded.ok ? "" : loaded.problems.map(({ message }) => message).join()).toMatch(why);
});
