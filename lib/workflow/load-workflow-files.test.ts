import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ContractProperty } from "#lib/contract/contract";
import { fillGraph } from "#lib/contract/fill-graph";
import { loadGraph } from "#lib/contract/load-contract";
import { checked } from "#lib/contract/testing/checked-params";
import { sampleGraphText, sampleSchemaText } from "#lib/contract/testing/sample-contract";
import { stringifyExactJson } from "#lib/json";
import { readFile } from "node:fs/promises";
import { loadWorkflowFiles } from "./load-workflow-files.ts";
import type { WorkflowFiles } from "./sync-workflows.ts";

const root = join(import.meta.dirname, "../..");
let shipped: WorkflowFiles[] = [];

beforeAll(async () => {
  shipped = await loadWorkflowFiles(join(root, "workflows"), join(root, "params"));
});

function loadedOf(name: string) {
  const loaded = shipped.find((files) => files.name === name)?.loaded;
  if (loaded?.ok !== true) throw new Error(`${name} does not load: ${JSON.stringify(loaded)}`);
  return loaded;
}

describe("the workflows that come with the house", () => {
  test("FORM-16 all load", () => {
    expect(shipped.map(({ name, loaded }) => [name, loaded.ok ? [] : loaded.problems])).toEqual([
      ["flux_text_to_image", []],
      ["model_free_card", []],
      ["sdxl_base_refiner", []],
      ["sdxl_inpaint_masked", []],
    ]);
  });

  test("every field has a title, a group and, where it is not plain, help", () => {
    const fields: ContractProperty[] = shipped.flatMap(({ name }) => [...loadedOf(name).contract.properties]);
    const bare = fields.filter(
      ({ title, group, help, widget }) => !title || !group || (!help && widget !== "size"),
    );
    expect(bare.map(({ name }) => name)).toEqual([]);
  });

  test("sdxl_base_refiner asks for what was agreed", () => {
    const { contract } = loadedOf("sdxl_base_refiner");
    const byName = Object.fromEntries(contract.properties.map((property) => [property.name, property]));
    const sizes = [768, 896, 1024, 1152];
    expect(byName["prompt"]).toMatchObject({ required: true, bounds: { maxLength: 800 } });
    expect(byName["negative"]).toMatchObject({ required: false });
    expect(byName["seed"]?.bounds).toEqual({ minimum: "0", maximum: "18446744073709551615" });
    expect(byName["width"]?.choices?.map(({ value }) => value)).toEqual(sizes);
    expect(byName["height"]?.choices?.map(({ value }) => value)).toEqual(sizes);
    expect(byName["steps"]?.bounds).toEqual({ minimum: 10, maximum: 50 });
    expect(byName["cfg"]?.bounds).toEqual({ minimum: 1, maximum: 12 });
  });

  test("base and refiner always agree on steps, seed and where one hands over to the other", () => {
    const { contract, graph } = loadedOf("sdxl_base_refiner");
    const params = checked(contract, {
      prompt: "a",
      steps: 12,
      refine_from: 9,
      seed: "18446744073709551615",
    });
    const filled = fillGraph(contract, graph, params, new Map());
    const [base, refiner] = [filled["8"]?.inputs ?? {}, filled["9"]?.inputs ?? {}];
    expect(base["steps"]).toBe(refiner["steps"]);
    expect(base["noise_seed"]).toBe(refiner["noise_seed"]);
    expect(base["end_at_step"]).toBe(refiner["start_at_step"]);
    expect(stringifyExactJson(base)).toContain('"noise_seed":18446744073709551615');
  });

  test.each([
    ["model_free_card", { seed: 1 }],
    ["flux_text_to_image", { prompt: "a" }],
    ["sdxl_base_refiner", { prompt: "a" }],
    ["sdxl_inpaint_masked", { prompt: "a", image: "i", mask: "m" }],
  ])("%s runs with little more than its defaults, and ends in one saved picture", (name, input) => {
    const { contract, graph } = loadedOf(name);
    const assets = new Map([
      ["i", "i.png"],
      ["m", "m.png"],
    ]);
    const filled = fillGraph(contract, graph, checked(contract, input), assets);
    expect(contract.outputs?.map((id) => filled[id]?.class_type)).toEqual(["SaveImage"]);
  });

  test("the model-free card and the warm-up need no model file", async () => {
    const warmup = loadGraph(
      await readFile(join(root, "ops/warmup.api.json"), "utf8"),
      "ops/warmup.api.json",
    );
    const graphs = [loadedOf("model_free_card").graph, warmup.ok ? warmup.graph : {}];
    const classes = graphs.flatMap((graph) => Object.values(graph).map(({ class_type }) => class_type));
    expect(classes.filter((name) => /Loader|Load|Sampler|CLIP|VAE/.test(name))).toEqual([]);
    expect(classes).toEqual(expect.arrayContaining(["SaveImage", "PreviewImage"]));
  });
});

const edit = (text: string, from: string, to: string) => {
  if (!text.includes(from)) throw new Error(`The sample no longer holds ${from}`);
  return text.replace(from, to);
};
const schema = (from: string, to: string) => ({ schema: edit(sampleSchemaText, from, to) });
const graph = (from: string, to: string) => ({ graph: edit(sampleGraphText, from, to) });

type Pair = { graph?: string | null; schema?: string | null };
type Broken = [
  name: string,
  pair: Pair,
  file: "schema" | "graph",
  property: string | undefined,
  pointer: string,
];

const broken: Broken[] = [
  ["no-graph", { graph: null }, "graph", undefined, ""],
  ["no-schema", { schema: null }, "schema", undefined, ""],
  ["empty-schema", { schema: "" }, "schema", undefined, ""],
  ["bad-json-schema", schema('"title": "Sample",', '"title": "Sample"'), "schema", undefined, ""],
  ["bad-json-graph", graph('"width": 1024,', '"width": 1024,,'), "graph", undefined, ""],
  ["editor-format", { graph: '{"nodes":[],"links":[]}' }, "graph", undefined, "/nodes"],
  ["saved-body", { graph: `{"prompt":${sampleGraphText}}` }, "graph", undefined, "/prompt"],
  ["node-without-class", graph('"class_type": "LoadImage", ', ""), "graph", undefined, "/9/class_type"],
  ["dangling-link", graph('["9", 0]', '["90", 0]'), "graph", undefined, "/11/inputs/images"],
  [
    "steps-on-latent",
    schema("/57:8/inputs/steps", "/2/inputs/steps"),
    "schema",
    "steps",
    "/properties/steps/x-bind",
  ],
  ["cfg-on-loader", schema("/57:8/inputs/cfg", "/1/inputs/cfg"), "schema", "cfg", "/properties/cfg/x-bind"],
  [
    "bound-to-link",
    schema("/57:8/inputs/cfg", "/57:8/inputs/model"),
    "schema",
    "cfg",
    "/properties/cfg/x-bind",
  ],
  [
    "no-such-node",
    schema("/3/inputs/text", "/4/inputs/text"),
    "schema",
    "prompt",
    "/properties/prompt/x-bind",
  ],
  [
    "bound-twice",
    schema("/10/inputs/noise_seed", "/57:8/inputs/steps"),
    "schema",
    "seed",
    "/properties/seed/x-bind/1",
  ],
  [
    "bound-to-text",
    schema("/57:8/inputs/steps", "/3/inputs/text"),
    "schema",
    "steps",
    "/properties/steps/x-bind",
  ],
  ["unbound", schema(', "x-bind": "/9/inputs/image"', ""), "schema", "image", "/properties/image/x-bind"],
  ["bad-default", schema('"default": 20', '"default": 5'), "schema", "steps", "/properties/steps/default"],
  ["bad-type", schema('"type": "boolean"', '"type": "bool"'), "schema", "noisy", "/properties/noisy/type"],
  ["nested", schema('"type": "boolean"', '"type": "object"'), "schema", "noisy", "/properties/noisy/type"],
  ["unknown-keyword", schema('"minimum": 10', '"min": 10'), "schema", "steps", "/properties/steps/min"],
  ["required-typo", schema('["prompt"]', '["promt"]'), "schema", undefined, "/required/0"],
  [
    "open",
    schema('"title": "Sample"', '"title": "S", "additionalProperties": true'),
    "schema",
    undefined,
    "/additionalProperties",
  ],
  [
    "bad-pattern",
    schema('"maxLength": 80', '"maxLength": 80, "pattern": "["'),
    "schema",
    "prompt",
    "/properties/prompt/pattern",
  ],
  [
    "seed-default",
    schema('"title": "Seed"', '"title": "Seed", "default": 1'),
    "schema",
    "seed",
    "/properties/seed/default",
  ],
];

describe("a broken pair is told with file, property and pointer, beside a sound one that loads", () => {
  let folder = "";
  let found: WorkflowFiles[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "workflows-"));
    await mkdir(join(folder, "workflows"));
    await mkdir(join(folder, "params"));
    const pairs: [string, Pair][] = [
      ["sound", {}],
      ["Bad Name", {}],
      ...broken.map(([n, p]): [string, Pair] => [n, p]),
    ];
    for (const [name, pair] of pairs) {
      const { graph: graphText = sampleGraphText, schema: schemaText = sampleSchemaText } = pair;
      if (graphText !== null) await writeFile(join(folder, "workflows", `${name}.api.json`), graphText);
      if (schemaText !== null) await writeFile(join(folder, "params", `${name}.schema.json`), schemaText);
    }
    await writeFile(join(folder, "workflows", "README.md"), "not a workflow");
    await mkdir(join(folder, "workflows", "folder.api.json"));
    found = await loadWorkflowFiles(join(folder, "workflows"), join(folder, "params"));
  });

  afterAll(() => rm(folder, { recursive: true }));

  test.each(broken)("%s", (name, _pair, which, property, pointer) => {
    const loaded = found.find((files) => files.name === name)?.loaded;
    const file = which === "graph" ? `workflows/${name}.api.json` : `params/${name}.schema.json`;
    const place = { file, pointer, ...(property === undefined ? {} : { property }) };
    const problems = loaded?.ok === false ? loaded.problems : [];
    expect(problems).toContainEqual(
      expect.objectContaining({ ...place, message: expect.stringMatching(/^\S.*\.$/) }),
    );
    expect(JSON.stringify(problems)).not.toContain(folder);
  });

  test("broken JSON is told with line and column", () => {
    const loaded = found.find(({ name }) => name === "bad-json-graph")?.loaded;
    expect(loaded).toMatchObject({ problems: [{ message: expect.stringMatching(/line 3, column \d+/) }] });
  });

  test("the sound one loads, a name unfit for an address does not, what is no workflow is passed over", () => {
    expect(found.find(({ name }) => name === "sound")?.loaded.ok).toBe(true);
    expect(found.find(({ name }) => name === "Bad Name")?.loaded.ok).toBe(false);
    expect(found.find(({ name }) => name === "folder")?.loaded.ok).toBe(false);
    expect(found.some(({ name }) => name.startsWith("README"))).toBe(false);
  });
});
