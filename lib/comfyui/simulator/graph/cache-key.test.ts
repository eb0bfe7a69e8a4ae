import { describe, expect, test } from "vitest";
import { PythonFloat } from "#lib/comfyui/simulator/python-json";
import { cacheKeys } from "./cache-key.ts";
import type { Graph } from "./graph.ts";

function graph(prefix: string, ids: { source: string; save: string }, color = 7): Graph {
  return {
    [ids.source]: { class_type: "EmptyImage", inputs: { width: 8, height: 8, batch_size: 1, color } },
    [ids.save]: { class_type: "SaveImage", inputs: { images: [ids.source, 0], filename_prefix: prefix } },
  };
}

const none = new Map();

describe("cache keys", () => {
  test("do not depend on node ids or titles", () => {
    const first = cacheKeys(graph("a", { source: "1", save: "2" }), none);
    const renamed = graph("a", { source: "x", save: "y" });
    Object.assign(renamed["y"] ?? {}, { _meta: { title: "another title" } });
    const second = cacheKeys(renamed, none);
    expect(second.get("x")).toBe(first.get("1"));
    expect(second.get("y")).toBe(first.get("2"));
  });

  test("change downstream of a changed literal, and only there", () => {
    const first = cacheKeys(graph("a", { source: "1", save: "2" }), none);
    const other = cacheKeys(graph("b", { source: "1", save: "2" }), none);
    expect(other.get("1")).toBe(first.get("1"));
    expect(other.get("2")).not.toBe(first.get("2"));
    const recolored = cacheKeys(graph("a", { source: "1", save: "2" }, 8), none);
    expect(recolored.get("2")).not.toBe(first.get("2"));
  });

  test("tell seeds beyond 2^53 apart", () => {
    const keyOf = (noise_seed: bigint): string | undefined =>
      cacheKeys({ "1": { class_type: "RandomNoise", inputs: { noise_seed } } }, none).get("1");
    expect(keyOf(2n ** 64n - 1n)).not.toBe(keyOf(2n ** 64n - 2n));
  });

  test("never match where change detection failed", () => {
    const prints = new Map([["1", new PythonFloat(NaN)]]);
    const load: Graph = { "1": { class_type: "LoadImage", inputs: { image: "gone.png" } } };
    expect(cacheKeys(load, prints).get("1")).not.toBe(cacheKeys(load, prints).get("1"));
  });

  test("survive cycles and links to nowhere among nodes that are never run", () => {
    const odd: Graph = {
      "1": { class_type: "ImageInvert", inputs: { image: ["2", 0] } },
      "2": { class_type: "ImageInvert", inputs: { image: ["1", 0] } },
      "3": { class_type: "ImageInvert", inputs: { image: ["77", 0] } },
    };
    expect(cacheKeys(odd, none).size).toBe(3);
  });
});
