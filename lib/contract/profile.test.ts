import { describe, expect, test } from "vitest";
import type { ExactJson } from "#lib/json";
import { loadSample, put, sampleFiles } from "./testing/sample-contract.ts";

type Breach = [path: (string | number)[], value: ExactJson | undefined, pointer: string, message: RegExp];

const wide = 2n ** 64n;
const steps = ["properties", "steps"];
const prompt = ["properties", "prompt"];

/** Each rule of the profile with a schema that breaks it: what is set where, and what must be said about it. */
const breaches: Breach[] = [
  [["foo"], 1, "/foo", /foo is not supported/],
  [["$schema"], "http://json-schema.org/draft-07/schema#", "/$schema", /2020-12/],
  [["type"], "array", "/type", /"object"/],
  [["title"], undefined, "/title", /title/],
  [["title"], 5, "/title", /must be text/],
  [["properties"], {}, "/properties", /at least one/],
  [["properties"], [], "/properties", /at least one/],
  [["additionalProperties"], true, "/additionalProperties", /closed/],
  [["additionalProperties"], { type: "string" }, "/additionalProperties", /closed/],
  [["required"], ["promt"], "/required/0", /"promt"/],
  [["required"], "prompt", "/required", /list/],
  [["unevaluatedProperties"], false, "/unevaluatedProperties", /always closed/],
  [["$dynamicRef"], "#x", "/$dynamicRef", /local \$ref/],
  [["definitions"], {}, "/definitions", /\$defs/],
  [["dependentRequired"], {}, "/dependentRequired", /if\/then/],
  [["$defs"], { unused: { type: "string" } }, "/$defs/unused", /Nothing refers/],
  [["properties", "constructor"], { type: "string" }, "/properties/constructor", /name/],
  [["properties", "1st"], { type: "string" }, "/properties/1st", /name/],
  [["properties", "a~/b"], { type: "string" }, "/properties/a~0~1b", /name/],
  [steps, true, "/properties/steps", /object/],
  [[...steps, "type"], undefined, "/properties/steps/type", /needs a type/],
  [[...steps, "type"], "array", "/properties/steps/type", /needs a type/],
  [[...steps, "type"], ["integer", "null"], "/properties/steps/type", /needs a type/],
  [[...steps, "nullable"], true, "/properties/steps/nullable", /not supported/],
  [[...steps, "anyOf"], [], "/properties/steps/anyOf", /enum, oneOf/],
  [[...steps, "items"], {}, "/properties/steps/items", /single values/],
  [[...steps, "pattern"], "a", "/properties/steps/pattern", /says nothing about type integer/],
  [[...steps, "minimum"], "10", "/properties/steps/minimum", /must be a number/],
  [[...steps, "minimum"], 10.5, "/properties/steps/minimum", /whole number/],
  [[...steps, "minimum"], 51, "/properties/steps/minimum", /leaves no value/],
  [[...steps, "exclusiveMaximum"], 10, "/properties/steps/minimum", /leaves no value/],
  [[...steps, "multipleOf"], 0, "/properties/steps/multipleOf", /greater than 0/],
  [[...steps, "default"], 60, "/properties/steps/default", /at most 50/],
  [[...steps, "default"], "20", "/properties/steps/default", /not text/],
  [[...steps, "default"], null, "/properties/steps/default", /null/],
  [[...steps, "examples"], [20, 9], "/properties/steps/examples/1", /at least 10/],
  [[...steps, "title"], 5, "/properties/steps/title", /text/],
  [[...steps, "$ref"], "https://example.org/steps", "/properties/steps/$ref", /local/],
  [[...steps, "$ref"], "#/$defs/none", "/properties/steps/$ref", /existing definition/],
  [[...prompt, "maxLength"], -1, "/properties/prompt/maxLength", /whole number from 0/],
  [[...prompt, "minLength"], 81, "/properties/prompt/minLength", /greater than maxLength/],
  [[...prompt, "pattern"], "(", "/properties/prompt/pattern", /not a valid/],
  [[...prompt, "pattern"], "^(a+)+$", "/properties/prompt/pattern", /too long/],
  [[...prompt, "pattern"], "a".repeat(201), "/properties/prompt/pattern", /200/],
  [[...prompt, "format"], "iri", "/properties/prompt/format", /known are/],
  [["properties", "width", "enum"], [], "/properties/width/enum", /at least one/],
  [["properties", "width", "enum"], [768, 768, 1024], "/properties/width/enum", /twice/],
  [["properties", "width", "enum"], [768, "1024", 1024], "/properties/width/enum/1", /whole number/],
  [["properties", "width", "oneOf"], [], "/properties/width/oneOf", /repeats/],
  [["properties", "sampler", "oneOf", 0], { const: "x" }, "/properties/sampler/oneOf/0", /const .* title/],
  [["properties", "seed", "minimum"], undefined, "/properties/seed/minimum", /needs minimum/],
  [["properties", "seed", "maximum"], wide, "/properties/seed/maximum", /64 bits/],
  [["properties", "seed", "default"], 5, "/properties/seed/default", /drawn/],
  [["properties", "seed", "enum"], [5], "/properties/seed/enum", /choices/],
  [["properties", "seed", "multipleOf"], 2, "/properties/seed/multipleOf", /not supported/],
  [["required"], ["seed"], "/properties/seed", /not be required/],
  [["properties", "image", "default"], "x", "/properties/image/default", /no default/],
  [[...steps, "x-bind"], undefined, "/properties/steps/x-bind", /bound to nothing/],
  [[...steps, "x-bind"], [], "/properties/steps/x-bind", /bound to nothing/],
  [[...steps, "x-bind"], "57:8.inputs.steps", "/properties/steps/x-bind", /JSON Pointer/],
  [[...steps, "x-bind"], ["/57:8/inputs/steps/0"], "/properties/steps/x-bind/0", /JSON Pointer/],
  [[...steps, "x-ui"], [], "/properties/steps/x-ui", /object/],
  [[...steps, "x-ui", "colour"], "red", "/properties/steps/x-ui/colour", /not supported/],
  [[...steps, "x-ui", "widget"], "dial", "/properties/steps/x-ui/widget", /no widget dial/],
  [[...steps, "x-ui", "widget"], "textarea", "/properties/steps/x-ui/widget", /plain text/],
  [[...steps, "x-ui", "widget"], "select", "/properties/steps/x-ui/widget", /choices/],
  [[...steps, "x-ui", "widget"], "image", "/properties/steps/x-ui/widget", /format asset/],
  [[...steps, "x-ui", "widget"], "seed", "/properties/seed/x-ui/widget", /Only one/],
  [[...steps, "x-ui", "step"], 0, "/properties/steps/x-ui/step", /greater than 0/],
  [[...steps, "x-ui", "advanced"], "yes", "/properties/steps/x-ui/advanced", /true or false/],
  [[...steps, "x-ui", "labels"], { 20: "a" }, "/properties/steps/x-ui/labels", /needs an enum/],
  [["properties", "width", "x-ui", "labels"], { 1: "a" }, "/properties/width/x-ui/labels/1", /no choice/],
  [["properties", "width", "x-ui", "presets", 0], {}, "/properties/width/x-ui/presets/0", /exactly title/],
  [
    ["properties", "width", "x-ui", "presets", 0, "values", "width"],
    900,
    "/properties/width/x-ui/presets/0/values/width",
    /one of 768 or 1024/,
  ],
  [["x-outputs"], [], "/x-outputs", /names no node/],
  [["x-outputs"], ["99"], "/x-outputs/0", /no node 99/],
  [["x-outputs"], [11], "/x-outputs/0", /as text/],
  [["x-pool"], "GPU pool", "/x-pool", /lower-case/],
  [["x-cost"], 0, "/x-cost", /above 0/],
  [["x-batch"], { property: "cfg", max: 4 }, "/x-batch/property", /integer/],
  [["x-batch"], { property: "steps", max: 8 }, "/x-batch/property", /minimum 1/],
  [["x-batch"], { property: "steps", max: 4, min: 1 }, "/x-batch/min", /exactly/],
  [["x-warmup"], [], "/x-warmup", /object/],
  [["x-warmup"], { prompt: "x", steps: 500 }, "/x-warmup/steps", /50/],
  [["x-warmup"], { prompt: "x", stepz: 20 }, "/x-warmup/stepz", /Did you mean "steps"/],
  [["x-warmup"], {}, "/x-warmup/prompt", /Prompt/],
  [["x-warmup"], { prompt: "x", image: "a" }, "/x-warmup/image", /no uploaded file/],
  [["allOf"], {}, "/allOf", /list/],
  [["allOf"], [{ required: ["cfg"] }], "/allOf/0/required", /not supported/],
  [["if"], { required: ["cfg"] }, "", /needs if, and then/],
];

describe("a schema outside the profile is refused with its place", () => {
  test.each(breaches)("T-44 %s: %s at %s", (path, value, pointer, message) => {
    const loaded = loadSample((schema) => put(schema, path, value));
    expect(loaded.ok).toBe(false);
    const problems = loaded.ok ? [] : loaded.problems;
    expect(problems).toContainEqual(
      expect.objectContaining({ file: sampleFiles.schema, pointer, message: expect.stringMatching(message) }),
    );
  });
});

type BranchBreach = [test: ExactJson, then: ExactJson, pointer: string, message: RegExp];
const isDdim = { properties: { sampler: { const: "ddim" } }, required: ["sampler"] };

const branchBreaches: BranchBreach[] = [
  [{ properties: { sampler: { const: "ddim" } } }, { required: ["cfg"] }, "/allOf/0/if", /required/],
  [{ required: ["sampler"] }, { required: ["cfg"] }, "/allOf/0/if", /at least one param/],
  [
    { properties: { steps: { minimum: 5 } }, required: ["steps"] },
    { required: ["cfg"] },
    "/allOf/0/if/properties/steps",
    /exactly one of const and enum/,
  ],
  [isDdim, { required: ["nothing"] }, "/allOf/0/then/required/0", /not a declared/],
  [isDdim, { properties: { extra: {} } }, "/allOf/0/then/properties/extra", /not declared/],
  [
    isDdim,
    { properties: { steps: { type: "string" } } },
    "/allOf/0/then/properties/steps/type",
    /not support/,
  ],
  [
    isDdim,
    { properties: { steps: { maxLength: 5 } } },
    "/allOf/0/then/properties/steps/maxLength",
    /integer/,
  ],
  [isDdim, { properties: { steps: { const: "20" } } }, "/allOf/0/then/properties/steps/const", /integer/],
  [isDdim, { properties: { seed: { maximum: 5 } } }, "/allOf/0/then/properties/seed", /64-bit/],
  [isDdim, { allOf: [] }, "/allOf/0/then/allOf", /not supported/],
];

describe("a condition outside the profile is refused with its place", () => {
  test.each(branchBreaches)("T-44 %j then %j", (when, then, pointer, message) => {
    // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema's own word; never awaited
    const loaded = loadSample((schema) => put(schema, ["allOf"], [{ if: when, then }]));
    const problems = loaded.ok ? [] : loaded.problems;
    expect(problems).toContainEqual(
      expect.objectContaining({ pointer, message: expect.stringMatching(message) }),
    );
  });
});

test("every problem is listed, not only the first, each with its param", () => {
  const loaded = loadSample((schema) => {
    put(schema, [...steps, "minimum"], "ten");
    put(schema, ["properties", "cfg", "x-bind"], "/2/inputs/cfg");
    put(schema, ["surprise"], 1);
  });
  const problems = loaded.ok ? [] : loaded.problems;
  expect(problems.map(({ property, pointer }) => [property, pointer])).toEqual([
    [undefined, "/surprise"],
    ["steps", "/properties/steps/minimum"],
    ["steps", "/properties/steps/x-ui/widget"],
    ["cfg", "/properties/cfg/x-bind"],
  ]);
});

test("definitions that go round in a circle are refused", () => {
  const loaded = loadSample((schema) => {
    put(schema, ["$defs"], { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } });
    put(schema, [...steps, "$ref"], "#/$defs/a");
  });
  expect(loaded).toMatchObject({
    problems: [
      { property: "steps", pointer: "/$defs/b/$ref", message: expect.stringMatching(/back to itself/) },
    ],
  });
});

test("a definition is inlined; what it brings along may be described anew but not contradicted", () => {
  const shared = { type: "integer", title: "Count", minimum: 1, maximum: 99 };
  const good = loadSample((schema) => {
    put(schema, ["$defs"], { count: shared });
    put(schema, steps, { $ref: "#/$defs/count", title: "Steps", "x-bind": "/57:8/inputs/steps" });
  });
  const property = good.ok ? good.contract.properties.find(({ name }) => name === "steps") : undefined;
  expect(property).toMatchObject({ title: "Steps", bounds: { minimum: 1, maximum: 99 } });
  const bad = loadSample((schema) => {
    put(schema, ["$defs"], { count: shared });
    put(schema, steps, { $ref: "#/$defs/count", maximum: 200, "x-bind": "/57:8/inputs/steps" });
  });
  expect(bad).toMatchObject({ problems: [{ property: "steps", pointer: "/properties/steps/maximum" }] });
});
