import { expect, test } from "vitest";
import { tellApart } from "./tell-apart.ts";
import { portraitContract } from "./testing/portrait-contract.ts";

const contract = portraitContract();

test("a run is known by its prompt, never by what it avoids", () => {
  expect(tellApart({ negative: "blurry, dull", prompt: " a lighthouse " }, contract)).toBe("a lighthouse");
  expect(tellApart({ scene: "a red door, at dusk", style: "oil paint" }, null)).toBe("a red door, at dusk");
});

test("without words it is known by what differs from the form's defaults, by the form's titles", () => {
  const params = { negative: "blurry", steps: 12, tiled: true, width: 1024, height: 768, cfg: 4, seed: "7" };
  expect(tellApart(params, contract)).toBe("Steps: 12 · Guidance: 4 · Tiled: on");
  expect(tellApart({ steps: 30, seed: "7" }, contract)).toBe("");
  expect(tellApart({ steps: 12 }, null)).toBe("");
});
