import { randomBytes } from "node:crypto";
import sharp from "sharp";
import { loadContract } from "#lib/contract/load-contract";
import type { Db } from "#lib/db/client";
import { syncWorkflows } from "#lib/workflow/sync-workflows";

export const workflowName = "wrapped";
/** How long ComfyUI works on each submission. */
export const workMs = 300;

const grainName = "grain.png";
/** Noise of this side makes a PNG of 150 KB. */
const grainSide = 224;

/** A picture of 150 KB that takes 300 ms, and is another one for every colour: nothing is cached, no two files agree. */
export function wrappedGraph(colour: number) {
  return {
    "1": { class_type: "LoadImage", inputs: { image: grainName } },
    "2": { class_type: "EmptyImage", inputs: { width: 8, height: 8, batch_size: 1, color: colour } },
    "3": {
      class_type: "ImageCompositeMasked",
      inputs: { destination: ["1", 0], source: ["2", 0], x: 0, y: 0, resize_source: false },
    },
    "4": {
      class_type: "ProbeSlow",
      inputs: { image: ["3", 0], steps: 1, delay: workMs / 1000, preview: false },
    },
    "5": { class_type: "SaveImage", inputs: { images: ["4", 0], filename_prefix: "wrapped" } },
  };
}

const schema = {
  title: "Wrapped",
  type: "object",
  additionalProperties: false,
  properties: {
    colour: { type: "integer", minimum: 0, maximum: 0xffffff, default: 0, "x-bind": ["/2/inputs/color"] },
  },
};

/** Publishes the workflow as the worker does with its folders; call it when the workers have read theirs. */
export async function publishWrapped(db: Db): Promise<void> {
  const [schemaText, graphText] = [JSON.stringify(schema), JSON.stringify(wrappedGraph(0))];
  const names = { graph: `${workflowName}.api.json`, schema: `${workflowName}.schema.json` };
  const loaded = loadContract(schemaText, graphText, names);
  if (!loaded.ok) throw new Error(`The bench's own workflow is broken: ${JSON.stringify(loaded.problems)}`);
  await syncWorkflows(db, [{ name: workflowName, graphText, schemaText, loaded }], new Date());
}

/** Puts the noise where LoadImage finds it. */
export async function uploadGrain(comfyUrl: string): Promise<void> {
  const pixels = randomBytes(grainSide * grainSide * 3);
  const png = await sharp(pixels, { raw: { width: grainSide, height: grainSide, channels: 3 } })
    .png()
    .toBuffer();
  const form = new FormData();
  form.set("image", new Blob([new Uint8Array(png)], { type: "image/png" }), grainName);
  form.set("overwrite", "true");
  const reply = await fetch(`${comfyUrl}/upload/image`, { method: "POST", body: form });
  if (!reply.ok) throw new Error(`The simulator took no picture: ${reply.status}.`);
}
