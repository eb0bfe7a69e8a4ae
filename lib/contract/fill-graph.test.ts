import { expect, test } from "vitest";
import { stringifyExactJson } from "#lib/json";
import { changedParams, fillGraph, readBoundValues } from "./fill-graph.ts";
import { loadContract } from "./load-contract.ts";
import { sample, sampleFiles } from "./testing/sample-contract.ts";
import { checked } from "./testing/checked-params.ts";

const { contract, graph } = sample();
const noAssets = new Map<string, string>();

test("a filled graph holds the params at their inputs and its digits as they were given", () => {
  const params = checked(contract, { prompt: 'a "b"', seed: "18446744073709551615", noisy: false, cfg: 3 });
  const text = stringifyExactJson(fillGraph(contract, graph, params, noAssets));
  expect(text).toContain('"text":"a \\"b\\""');
  expect(text).toContain('"seed":18446744073709551615,"steps":20,"cfg":3,');
  expect(text).toContain('"noise_seed":18446744073709551615,"add_noise":false');
  expect(text).toContain('"ckpt_name":"base.safetensors"');
});

test("a param that is left out keeps the graph's own value, a seed beyond 2^53 included", () => {
  const text = stringifyExactJson(fillGraph(contract, graph, checked(contract, { prompt: "a" }), noAssets));
  expect(text).toContain('"seed":9007199254740993');
  expect(text).toContain('"cfg":7.5');
});

test("the template is not touched", () => {
  const before = structuredClone(graph);
  fillGraph(contract, graph, checked(contract, { prompt: "other", seed: 1 }), noAssets);
  expect(graph).toEqual(before);
});

test("FORM-14 an asset is replaced by its file name; one without a file stops the filling", () => {
  const params = checked(contract, { prompt: "a", image: "a1" });
  const filled = fillGraph(contract, graph, params, new Map([["a1", "ab12.png"]]));
  expect(filled["9"]?.inputs["image"]).toBe("ab12.png");
  expect(() => fillGraph(contract, graph, params, noAssets)).toThrow(/a1, which has no file/);
});

test("T-39 FORM-14 a binding that leads nowhere stops the filling, it is never skipped", () => {
  const params = checked(contract, { prompt: "a" });
  const { "3": _gone, ...rest } = graph;
  expect(() => fillGraph(contract, rest, params, noAssets)).toThrow("/3/inputs/text");
  const linked = { ...graph, "3": { class_type: "CLIPTextEncode", inputs: { text: ["1", 0] } } };
  expect(() => fillGraph(contract, linked, params, noAssets)).toThrow("/3/inputs/text");
});

test("the graph's own values are read for display, wide integers as text", () => {
  expect(readBoundValues(contract, graph)).toEqual({
    prompt: "a lighthouse",
    width: 1024,
    steps: 20,
    cfg: 7.5,
    sampler: "euler",
    noisy: true,
    image: "example.png",
    seed: "9007199254740993",
  });
});

test("what changed between two params is told by title, in the order of the form", () => {
  const before = checked(contract, { prompt: "a", steps: 20, seed: 1 });
  const after = checked(contract, { prompt: "a", steps: 25, cfg: 4, seed: "1" });
  expect(changedParams(contract, before, after)).toEqual([
    { name: "steps", title: "Steps", before: 20, after: 25 },
    { name: "cfg", title: "Guidance", after: 4 },
  ]);
});

test("T-39 ids that differ by a sign only are different nodes, whatever is in them", () => {
  const ids = ["57:8", "57-8", "57", "a-b", "a", "a/b"];
  const node = (value: number) => ({ class_type: "EmptyImage", inputs: { width: value } });
  const apart = Object.fromEntries(ids.map((id, index) => [id, node(index)]));
  const properties = Object.fromEntries(
    ids.map((id, index) => [
      `p${index}`,
      { type: "integer", title: id, "x-bind": `/${id.replace("/", "~1")}/inputs/width` },
    ]),
  );
  const loaded = loadContract(
    JSON.stringify({ title: "Ids", type: "object", properties }),
    JSON.stringify(apart),
    sampleFiles,
  );
  expect(loaded.ok ? [] : loaded.problems).toEqual([]);
  if (!loaded.ok) return;
  const params = checked(loaded.contract, { p0: 100, p3: 300, p5: 500 });
  const filled = fillGraph(loaded.contract, loaded.graph, params, noAssets);
  expect(Object.fromEntries(Object.entries(filled).map(([id, { inputs }]) => [id, inputs["width"]]))).toEqual(
    {
      "57:8": 100,
      "57-8": 1,
      "57": 2,
      "a-b": 300,
      a: 4,
      "a/b": 500,
    },
  );
});
