import { expect, test } from "vitest";
import { parseContract, serialiseContract } from "./serialise-contract.ts";
import { toFormSchema } from "./form-schema.ts";
import { put, sample } from "./testing/sample-contract.ts";
import { validateParams } from "./validate-params.ts";

const { contract } = sample();

test("a contract survives plain JSON, bounds of 64 bits included", () => {
  const arrived = parseContract(JSON.parse(JSON.stringify(serialiseContract(contract))));
  expect(arrived).toEqual(contract);
  const input = { prompt: "", steps: 99, seed: "18446744073709551616", extra: 1 };
  expect(validateParams(arrived, input)).toEqual(validateParams(contract, input));
});

test("a contract, once read, is plain data itself", () => {
  expect(JSON.parse(JSON.stringify(contract))).toEqual(contract);
});

test.each([null, {}, { draft: "2020-12", schema: 5 }, { draft: "2020-12", schema: '{"type":"object"}' }])(
  "%j is no contract",
  (value) => {
    expect(() => parseContract(value)).toThrow();
  },
);

test("a form learns groups in the author's order, basic and advanced fields, and where it starts", () => {
  const form = toFormSchema(contract);
  const shape = form.groups.map(({ title, basic, advanced }) => [
    title,
    basic.map(({ name }) => name),
    advanced.map(({ name }) => name),
  ]);
  expect(shape).toEqual([
    ["Picture", ["prompt"], []],
    ["Format", ["width"], []],
    ["Quality", ["steps", "sampler", "noisy"], ["cfg"]],
    ["", ["image"], []],
    ["Repeat", ["seed"], []],
  ]);
  expect(form.initial).toEqual({ width: 1024, steps: 20, sampler: "euler" });
  expect(form.schema.properties["seed"]).toMatchObject({ type: "string" });
  expect(JSON.parse(JSON.stringify(form))).toEqual(form);
});

test("what counts the pictures of a batch has no field of its own", () => {
  const batching = sample((schema) => {
    put(schema, ["properties", "steps", "minimum"], 1);
    schema["x-batch"] = { property: "steps", max: 8 };
  }).contract;
  const form = toFormSchema(batching);
  expect(form.groups.flatMap(({ basic }) => basic).map(({ name }) => name)).not.toContain("steps");
  expect(form.initial).not.toHaveProperty("steps");
  expect(form.batch).toEqual({ property: "steps", max: 8 });
});
