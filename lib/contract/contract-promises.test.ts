import fc from "fast-check";
import { expect, test } from "vitest";
import { type ExactJson, parseExactJson, stringifyExactJson } from "#lib/json";
import { validateParams } from "./validate-params.ts";
import { fillGraph } from "./fill-graph.ts";
import type { Scalar } from "./contract.ts";
import type { ApiGraph } from "./graph-schema.ts";
import { pointerTo } from "./json-pointer.ts";
import { checked } from "./testing/checked-params.ts";
import { sample } from "./testing/sample-contract.ts";

const { contract, graph } = sample();
// The same examples every time; a failure prints the seed and the smallest example that fails.
fc.configureGlobal({ seed: 20_261_122, numRuns: 500 });

const assets = new Map([["asset-1", "one.png"]]);

const validParams = fc.record(
  {
    prompt: fc.string({ minLength: 1, maxLength: 80, unit: "grapheme-ascii" }),
    width: fc.constantFrom(768, 1024),
    steps: fc.integer({ min: 10, max: 50 }),
    cfg: fc.integer({ min: 100, max: 1200 }).map((cents) => cents / 100),
    sampler: fc.constantFrom("euler", "ddim"),
    noisy: fc.boolean(),
    image: fc.constant("asset-1"),
    seed: fc.bigInt(0n, 2n ** 64n - 1n).chain((value) => fc.constantFrom<unknown>(value, value.toString())),
  },
  { requiredKeys: ["prompt"] },
);

/** Pointers to every place where two values differ. */
function differences(a: ExactJson | undefined, b: ExactJson | undefined, at: string[] = []): string[] {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) {
    return a === b || (typeof a === "bigint" && BigInt(b as number) === a) ? [] : [pointerTo(...at)];
  }
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].flatMap((key) =>
    differences((a as ApiGraph)[key] as ExactJson, (b as ApiGraph)[key] as ExactJson, [...at, key]),
  );
}

test("T-39 FORM-14 filling changes exactly the bound inputs of the params that are there, and no node's class", () => {
  fc.assert(
    fc.property(validParams, (input) => {
      const params = checked(contract, input);
      const filled = fillGraph(contract, graph, params, assets);
      const bound = contract.properties
        .filter(({ name }) => Object.hasOwn(params, name))
        .flatMap(({ bindings }) => bindings.map(({ pointer }) => pointer));
      expect(differences(graph, filled).filter((pointer) => !bound.includes(pointer))).toEqual([]);
      expect(Object.keys(filled)).toEqual(Object.keys(graph));
      for (const [id, node] of Object.entries(graph)) expect(filled[id]?.class_type).toBe(node.class_type);
      for (const { name, bindings, isAsset } of contract.properties) {
        if (!Object.hasOwn(params, name)) continue;
        const wanted = isAsset ? "one.png" : String(params[name]);
        for (const { nodeId, input: key } of bindings)
          expect(`${filled[nodeId]?.inputs[key] as Scalar}`).toBe(wanted);
      }
    }),
  );
});

test("T-40 a 64-bit seed survives from form text to the bytes that are sent", () => {
  const edges = [0n, 2n ** 53n - 1n, 2n ** 53n + 1n, 2n ** 63n, 2n ** 64n - 1n];
  const survives = (value: bigint) => {
    const stored = JSON.stringify(checked(contract, { prompt: "a", seed: value.toString() }));
    const params = checked(contract, JSON.parse(stored));
    const bytes = stringifyExactJson(fillGraph(contract, graph, params, assets));
    expect(bytes).toContain(`"seed":${value},`);
    expect(bytes).toContain(`"noise_seed":${value},`);
    expect(stringifyExactJson(parseExactJson(bytes))).toBe(bytes);
  };
  for (const value of edges) survives(value);
  fc.assert(fc.property(fc.bigInt(0n, 2n ** 64n - 1n), survives));
  // The control: plain JSON does lose digits, so the test above could fail.
  expect(JSON.stringify(JSON.parse('{"seed":18446744073709551615}'))).not.toContain("18446744073709551615");
});

const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withSparseArray: true,
  withTypedArray: true,
});

test("validateParams answers anything at all, and passes nothing outside the contract", () => {
  const names = contract.properties.map(({ name }) => name);
  const mutated = fc
    .tuple(validParams, fc.dictionary(fc.constantFrom(...names, "extra", "__proto__"), anything))
    .map(([valid, changes]) => ({ ...valid, ...changes }));
  fc.assert(
    fc.property(fc.oneof(anything, mutated), (input) => {
      const check = validateParams(contract, input);
      if (!check.ok) {
        expect(check.errors.length).toBeGreaterThan(0);
        return;
      }
      // Judged a second time by hand, independent of the engine.
      const { prompt, width, steps, cfg, sampler, noisy, image, seed: drawn, ...rest } = check.params;
      expect(rest).toEqual({});
      expect(typeof prompt === "string" && prompt.length >= 1 && Array.from(prompt).length <= 80).toBe(true);
      expect([768, 1024]).toContain(width);
      expect(Number.isInteger(steps) && Number(steps) >= 10 && Number(steps) <= 50).toBe(true);
      expect(cfg === undefined || (typeof cfg === "number" && cfg >= 1 && cfg <= 12)).toBe(true);
      expect(["euler", "ddim"]).toContain(sampler);
      expect(["undefined", "boolean"]).toContain(typeof noisy);
      expect(image === undefined || (typeof image === "string" && image !== "")).toBe(true);
      expect(drawn === undefined || /^(0|[1-9]\d{0,19})$/.test(String(drawn))).toBe(true);
    }),
  );
});

test("FORM-13 what was checked once passes again unchanged", () => {
  fc.assert(
    fc.property(validParams, (input) => {
      const params = checked(contract, input);
      expect(checked(contract, params)).toEqual(params);
    }),
  );
});
