import { describe, expect, test } from "vitest";
import { parseExactJson } from "#lib/json";
import { fillGraph } from "./fill-graph.ts";
import { put, sample } from "./testing/sample-contract.ts";
import { validateField, validateParams } from "./validate-params.ts";

const { contract } = sample();

function errorsOf(input: unknown): { [path: string]: string } {
  const check = validateParams(contract, input);
  return check.ok ? {} : Object.fromEntries(check.errors.map(({ path, message }) => [path, message]));
}

const sentences: [name: string, value: unknown, message: string][] = [
  ["steps", 51, "Steps must be at most 50."],
  ["steps", 9, "Steps must be at least 10."],
  ["steps", 20.5, "Steps must be a whole number, not a number."],
  ["steps", "20", "Steps must be a whole number, not text."],
  ["steps", true, "Steps must be a whole number, not true or false."],
  ["steps", null, "Steps must be a whole number, not null. Leave it out to use the default."],
  ["steps", [20], "Steps must be a whole number, not a list."],
  ["steps", {}, "Steps must be a whole number, not an object."],
  ["steps", Number.NaN, "Steps must be a finite number."],
  ["steps", Number.POSITIVE_INFINITY, "Steps must be a finite number."],
  ["steps", 2n ** 70n, "Steps must be at most 50."],
  ["steps", 10n ** 400n, "Steps is too large."],
  ["width", 800, "Width must be one of 768 or 1024."],
  ["sampler", "Euler", 'Sampler must be one of "euler" (Euler) or "ddim" (DDIM).'],
  ["noisy", "false", "Add noise must be true or false, not text."],
  ["noisy", 0, "Add noise must be true or false, not a number."],
  ["cfg", 0.999, "Guidance must be at least 1. Guidance must be a multiple of 0.01."],
  ["prompt", "", "Prompt must not be empty."],
  ["prompt", "x".repeat(81), "Prompt must have at most 80 characters; it has 81."],
  ["prompt", "x".repeat(5_000_000), "Prompt must have at most 80 characters."],
  ["prompt", "a\0b", "Prompt contains a character that cannot be stored. Remove it and type it again."],
  ["prompt", "\ud800", "Prompt contains a character that cannot be stored. Remove it and type it again."],
  ["prompt", 5, "Prompt must be text, not a number."],
  ["image", 5, "Picture must be an uploaded file, not a number."],
  ["image", "", "Picture must not be empty."],
  ["seed", -1, "Seed must be at least 0."],
  ["seed", "18446744073709551616", "Seed must be at most 18446744073709551615."],
  ["seed", 2n ** 64n, "Seed must be at most 18446744073709551615."],
  ["seed", "9".repeat(1_000_000), "Seed must be at most 18446744073709551615."],
  ["seed", 1.5, "Seed must be a whole number in digits."],
  ["seed", "1e5", "Seed must be a whole number in digits."],
  ["seed", " 5", "Seed must be a whole number in digits."],
  ["seed", "", "Seed must be a whole number in digits."],
  ["seed", true, "Seed must be a whole number, not true or false."],
  ["seed", 2 ** 60, 'Seed is too large for a plain number. Send its digits as text: "18446744073709551615".'],
];

describe("a refused value is told by title, limit and remedy", () => {
  test.each(sentences)("%s", (name, value, message) => {
    const check = validateParams(contract, { prompt: "a", [name]: value });
    const errors = check.ok ? [] : check.errors;
    expect(errors.map((error) => error.message).join(" ")).toBe(message);
    expect(new Set(errors.map(({ path }) => path))).toEqual(new Set([`/params/${name}`]));
    const field = validateField(contract, name, value);
    expect(field.ok ? "" : field.messages.join(" ")).toBe(message);
  });
});

test("all errors are reported at once, in the order of the form, unknown params last", () => {
  const errors = errorsOf({ stpes: 5, seed: -1, steps: 9, width: 5 });
  expect(errors).toEqual({
    "/params/prompt": "Prompt is required.",
    "/params/width": "Width must be one of 768 or 1024.",
    "/params/steps": "Steps must be at least 10.",
    "/params/seed": "Seed must be at least 0.",
    "/params/stpes": 'There is no param "stpes". Did you mean "steps"?',
  });
  expect(Object.keys(errors).at(-1)).toBe("/params/stpes");
});

test("defaults are filled in; what has none stays away", () => {
  const check = validateParams(contract, { prompt: "a", cfg: undefined });
  expect(check).toEqual({ ok: true, params: { prompt: "a", width: 1024, steps: 20, sampler: "euler" } });
});

test("empty, zero and false are values", () => {
  const { contract: loose } = sample((schema) => {
    put(schema, ["properties", "prompt", "minLength"], undefined);
    put(schema, ["properties", "cfg", "minimum"], 0);
  });
  const check = validateParams(loose, { prompt: "", cfg: -0, noisy: false, seed: 0 });
  expect(check).toMatchObject({ ok: true, params: { prompt: "", cfg: 0, noisy: false, seed: "0" } });
});

test("T-43 every decimal that is a multiple in decimal arithmetic is accepted, and no other (FORM-4)", () => {
  for (let cents = 100; cents <= 1200; cents += 1) {
    expect(validateField(contract, "cfg", cents / 100).ok).toBe(true);
    expect(validateField(contract, "cfg", Number(`${cents / 100}`) + 0.001).ok).toBe(false);
  }
});

test.each([
  ["0", "0"],
  ["007", "7"],
  ["-0", "0"],
  [9007199254740991, "9007199254740991"],
  [2n ** 53n + 1n, "9007199254740993"],
  ["18446744073709551615", "18446744073709551615"],
  [5.0, "5"],
])("a seed given as %s is carried as %s", (given, carried) => {
  expect(validateParams(contract, { prompt: "a", seed: given })).toMatchObject({ params: { seed: carried } });
});

test("an asset must be one that is known, where the caller knows them", () => {
  const assetsKnown = new Set(["a1"]);
  expect(validateParams(contract, { prompt: "a", image: "a1" }, { assetsKnown }).ok).toBe(true);
  expect(validateParams(contract, { prompt: "a", image: "a2" }, { assetsKnown })).toMatchObject({
    errors: [{ path: "/params/image", message: "Picture names a file that is not there. Upload it again." }],
  });
});

test("an integer without bounds stays where numbers are exact", () => {
  const { contract: loose } = sample((schema) =>
    put(schema, ["properties", "steps"], { type: "integer", "x-bind": "/57:8/inputs/steps" }),
  );
  expect(validateField(loose, "steps", Number.MAX_SAFE_INTEGER).ok).toBe(true);
  for (const value of [2 ** 53, -(2 ** 53), 1e300, 2n ** 53n]) {
    expect(validateField(loose, "steps", value)).toMatchObject({
      messages: [expect.stringMatching(/at (most|least)/)],
    });
  }
});

test("T-43 20 000 choices are read and judged like three (FORM-6)", () => {
  const names = Array.from({ length: 20_000 }, (_, index) => `model-${index}.safetensors`);
  const labels = Object.fromEntries(names.map((name) => [name, name.toUpperCase()]));
  const { contract: large } = sample((schema) =>
    put(schema, ["properties", "sampler"], {
      type: "string",
      enum: names,
      "x-bind": "/57:8/inputs/sampler_name",
      "x-ui": { labels },
    }),
  );
  const property = large.properties.find(({ name }) => name === "sampler");
  expect(property?.widget).toBe("combobox");
  expect(property?.choices?.at(-1)?.label).toBe("MODEL-19999.SAFETENSORS");
  expect(validateField(large, "sampler", "model-19999.safetensors").ok).toBe(true);
  expect(validateField(large, "sampler", "model-20000.safetensors")).toMatchObject({
    messages: [expect.stringMatching(/or 19990 more\.$/)],
  });
});

test("a condition asks for more and narrows, and says when", () => {
  const { contract: strict } = sample((schema) => {
    put(schema, ["if"], { properties: { sampler: { const: "ddim" } }, required: ["sampler"] });
    put(schema, ["then"], { required: ["cfg"], properties: { steps: { maximum: 30 } } });
    put(schema, ["else"], { properties: { steps: { maximum: 40 } } });
  });
  const check = (input: object) => validateParams(strict, { prompt: "a", ...input });
  expect(check({ sampler: "ddim", cfg: 5, steps: 30 }).ok).toBe(true);
  expect(check({ sampler: "ddim", steps: 31 })).toMatchObject({
    errors: [
      { path: "/params/steps", message: 'Steps must be at most 30 when Sampler is "ddim".' },
      { path: "/params/cfg", message: 'Guidance is required when Sampler is "ddim".' },
    ],
  });
  expect(check({ steps: 41 })).toMatchObject({
    errors: [{ message: 'Steps must be at most 40 unless Sampler is "ddim".' }],
  });
});

test("hostile names are unknown params like any other", () => {
  const hostile = parseExactJson(
    '{"prompt":"a","__proto__":{"steps":99},"constructor":1,"toString":2,"a/b~c":3}',
  );
  expect(Object.keys(errorsOf(hostile)).toSorted()).toEqual([
    "/params/__proto__",
    "/params/a~1b~0c",
    "/params/constructor",
    "/params/toString",
  ]);
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`x${index}`, 1]));
  expect(errorsOf({ prompt: "a", ...many })["/params"]).toBe("4980 more params are unknown. Remove them.");
});

test.each([null, undefined, 5, "text", [], true, () => 1, Symbol("x"), 5n])(
  "params cannot be %s",
  (input) => {
    expect(errorsOf(input)).toEqual({ "/params": "Params must be an object of named values." });
  },
);

test("an object that throws when it is read is refused", () => {
  const trap = new Proxy({}, { ownKeys: () => [][0] ?? ["a", "a"] });
  const getter = Object.defineProperty({}, "steps", {
    enumerable: true,
    get: () => [].at(0)?.["x"] ?? fail(),
  });
  expect(errorsOf(trap)).toHaveProperty("/params");
  expect(errorsOf(getter)).toHaveProperty("/params");
});

function fail(): never {
  throw new Error("read");
}

test("T-41 what ComfyUI would turn into another value is refused before it gets there, and typed values stay typed", () => {
  expect(errorsOf({ prompt: "a", noisy: "false" })).toHaveProperty("/params/noisy");
  expect(errorsOf({ prompt: null })).toHaveProperty("/params/prompt");
  const { graph } = sample();
  const check = validateParams(contract, { prompt: "null", noisy: false });
  expect(check.ok).toBe(true);
  if (!check.ok) return;
  const filled = fillGraph(contract, graph, check.params, new Map());
  expect(filled["10"]?.inputs["add_noise"], "false as such, and no text").toBe(false);
  expect(filled["3"]?.inputs["text"], "a text that says null is a text").toBe("null");
});
