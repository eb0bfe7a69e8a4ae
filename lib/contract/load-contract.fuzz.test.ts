import fc from "fast-check";
import { expect, test } from "vitest";
import { type ExactJson, type ExactObject, isJsonObject } from "#lib/json";
import { fillGraph } from "./fill-graph.ts";
import type { GraphLink } from "./graph-schema.ts";
import { rootKeywords, propertyKeywords, uiKeywords } from "./profile.ts";
import { loadSample } from "./testing/sample-contract.ts";
import { validateParams } from "./validate-params.ts";

fc.configureGlobal({ seed: 20_261_122, numRuns: 1500 });

/** Every path of keys into a JSON value. */
function pathsOf(value: ExactJson, at: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, part]) => pathsOf(part, [...at, key]))];
}

function setAt(root: ExactJson, path: readonly string[], value: ExactJson): void {
  const parent = path.slice(0, -1).reduce<ExactJson>((part, key) => (part as ExactObject)[key] ?? null, root);
  if (typeof parent === "object" && parent !== null) (parent as ExactObject)[path.at(-1) ?? "x"] = value;
}

const words = [...rootKeywords, ...propertyKeywords, ...uiKeywords, "__proto__", "0", "unevaluatedItems"];
const leaf = fc.oneof(
  fc.constantFrom<ExactJson>(
    null,
    true,
    -1,
    0,
    1.5,
    1e300,
    2n ** 70n,
    "",
    "string",
    "integer",
    "#/$defs/a",
    "(a+)+",
  ),
  fc.constantFrom<ExactJson>(
    "/57:8/inputs/seed",
    "/3/inputs/text",
    "/9",
    ["/2/inputs/width"],
    "seed",
    "image",
    [],
  ),
);
const value = fc.oneof(
  leaf,
  fc.array(leaf, { maxLength: 3 }),
  fc.dictionary(fc.constantFrom(...words, "steps"), leaf, { maxKeys: 3 }),
) as fc.Arbitrary<ExactJson>;
const mutation = fc.record({ place: fc.nat(), key: fc.option(fc.constantFrom(...words)), value });

test("a mutated contract or graph is refused with places, or works from end to end", () => {
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), fc.boolean(), (mutations, inGraph) => {
      const loaded = loadSample((schema, graph) => {
        const root = inGraph ? graph : schema;
        for (const { place, key, value: fresh } of mutations) {
          const paths = pathsOf(root);
          const path = paths[place % paths.length] ?? [];
          setAt(root, key === null ? path : [...path, key], structuredClone(fresh));
        }
      });
      if (!loaded.ok) {
        expect(loaded.problems.length).toBeGreaterThan(0);
        for (const { file, pointer, message } of loaded.problems) {
          expect(file).toMatch(/^(?:workflows|params)\/sample/);
          expect(pointer).toMatch(/^(?:\/.*)?$/s);
          expect(message).toMatch(/^\S.*[.>}]$/s);
        }
        return;
      }
      const { contract, graph } = loaded;
      const samples = { prompt: "a", image: "i", seed: "1", cfg: 2, noisy: true };
      const known = new Set(contract.properties.map(({ name }) => name));
      const input = Object.fromEntries(Object.entries(samples).filter(([name]) => known.has(name)));
      const check = validateParams(contract, input);
      if (check.ok) {
        const filled = fillGraph(contract, graph, check.params, new Map([["i", "i.png"]]));
        expect(linksOf(filled)).toEqual(linksOf(graph));
      }
    }),
  );
});

function linksOf(graph: { [id: string]: { inputs: { [name: string]: ExactJson } } }): GraphLink[] {
  return Object.values(graph).flatMap(({ inputs }) =>
    Object.values(inputs).filter((input): input is GraphLink => Array.isArray(input) && !isJsonObject(input)),
  );
}
