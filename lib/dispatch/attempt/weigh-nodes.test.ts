import { expect, it } from "vitest";
import type { ApiGraph } from "#lib/contract/graph-schema";
import { weighNodes } from "./weigh-nodes.ts";

function graph(nodes: { [id: string]: ApiGraph[string]["inputs"] }): ApiGraph {
  return Object.fromEntries(
    Object.entries(nodes).map(([id, inputs]) => [id, { class_type: "AnyClass", inputs }]),
  );
}

function weights(nodes: Parameters<typeof graph>[0]) {
  return Object.fromEntries(weighNodes(graph(nodes)));
}

it("weighs a sampler by its steps and every other node once", () => {
  expect(
    weights({ load: { ckpt_name: "a" }, sample: { steps: 30 }, save: { images: ["sample", 0] } }),
  ).toEqual({
    load: 1,
    sample: 30,
    save: 1,
  });
});

it("weighs only the steps that a sampler draws itself", () => {
  expect(
    weights({
      base: { steps: 30, start_at_step: 0, end_at_step: 24 },
      refiner: { steps: 30, start_at_step: 24, end_at_step: 10_000 },
      idle: { steps: 30, start_at_step: 40 },
    }),
  ).toEqual({ base: 24, refiner: 6, idle: 1 });
});

it("gives the steps of a schedule to the node that draws them", () => {
  expect(weights({ schedule: { steps: 20 }, sample: { sigmas: ["schedule", 0] } })).toEqual({
    schedule: 1,
    sample: 20,
  });
});

it("takes linked steps for one, because nothing is known of them", () => {
  expect(weights({ sample: { steps: ["number", 0] }, lost: { sigmas: ["nowhere", 0] } })).toEqual({
    sample: 1,
    lost: 1,
  });
});
