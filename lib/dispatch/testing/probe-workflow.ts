import { mkdtemp, mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { WorkflowFolders } from "../watch-workflows.ts";

/** A graph that takes as long as it is told, fails when it is told, and never hits a cache unless it is told to. */
const slow = {
  graph: {
    "1": { class_type: "EmptyImage", inputs: { width: 64, height: 48, batch_size: 1, color: 0 } },
    "2": {
      class_type: "ProbeSlow",
      inputs: { image: ["1", 0], steps: 1, delay: 0.01, preview: false },
      _meta: { title: "Slow step" },
    },
    "3": { class_type: "SaveImage", inputs: { images: ["2", 0], filename_prefix: "probe/slow" } },
  },
  schema: {
    title: "Slow probe",
    type: "object",
    additionalProperties: false,
    properties: {
      seed: {
        type: "integer",
        minimum: 0,
        maximum: 16777215,
        "x-bind": "/1/inputs/color",
        "x-ui": { widget: "seed" },
      },
      width: { type: "integer", minimum: 1, default: 64, "x-bind": "/1/inputs/width" },
      steps: { type: "integer", minimum: 1, default: 1, "x-bind": "/2/inputs/steps" },
      delay: { type: "number", minimum: 0, default: 0.01, "x-bind": "/2/inputs/delay" },
      preview: { type: "boolean", default: false, "x-bind": "/2/inputs/preview" },
    },
  },
};

const pooled = {
  graph: slow.graph,
  schema: { ...slow.schema, title: "Pooled probe", "x-pool": "video", "x-warmup": { width: 32 } },
};

const otherPool = {
  graph: slow.graph,
  schema: { ...slow.schema, title: "Other pool probe", "x-pool": "print" },
};

const checkpoint = {
  graph: {
    ...slow.graph,
    "9": { class_type: "CheckpointLoaderSimple", inputs: { ckpt_name: "nobody_has_this.safetensors" } },
  },
  schema: { ...slow.schema, title: "Checkpoint probe" },
};

const other = { graph: slow.graph, schema: { ...slow.schema, title: "Another slow probe" } };

/** Which model file it loads is for each run to say. */
const chosen = {
  graph: {
    ...slow.graph,
    "9": { class_type: "CheckpointLoaderSimple", inputs: { ckpt_name: "common.safetensors" } },
    // A server looks only at what leads to an output.
    "10": { class_type: "EmptyLatentImage", inputs: { width: 64, height: 64, batch_size: 1 } },
    "11": { class_type: "VAEDecode", inputs: { samples: ["10", 0], vae: ["9", 2] } },
    "12": { class_type: "PreviewImage", inputs: { images: ["11", 0] } },
  },
  schema: {
    ...slow.schema,
    title: "Chosen checkpoint probe",
    properties: {
      ...slow.schema.properties,
      model: { type: "string", title: "Model", "x-bind": "/9/inputs/ckpt_name" },
    },
  },
};

/** Two pictures that have nothing to do with each other, so that a server may take one of them and refuse the other. */
const twofold = {
  graph: {
    ...slow.graph,
    "4": { class_type: "EmptyImage", inputs: { width: 64, height: 48, batch_size: 1, color: 0 } },
    "5": {
      class_type: "SaveImage",
      inputs: { images: ["4", 0], filename_prefix: "probe/second" },
      _meta: { title: "Second picture" },
    },
  },
  schema: {
    ...slow.schema,
    title: "Twofold probe",
    properties: {
      ...slow.schema.properties,
      second_width: { type: "integer", title: "Second width", default: 64, "x-bind": "/4/inputs/width" },
    },
  },
};

/** Writes the test workflows, each under its name below, into two fresh folders. */
export async function writeProbeWorkflows(): Promise<WorkflowFolders> {
  const root = await mkdtemp(join(tmpdir(), "proofsheet-probe-"));
  const folders = { workflows: join(root, "workflows"), params: join(root, "params") };
  await mkdir(folders.workflows);
  await mkdir(folders.params);
  for (const [name, { graph, schema }] of Object.entries({
    slow_probe: slow,
    pooled_probe: pooled,
    other_pool_probe: otherPool,
    checkpoint_probe: checkpoint,
    other_probe: other,
    chosen_probe: chosen,
    twofold_probe: twofold,
  })) {
    await writeFile(join(folders.workflows, `${name}.api.json`), JSON.stringify(graph));
    await writeFile(join(folders.params, `${name}.schema.json`), JSON.stringify(schema));
  }
  return folders;
}
