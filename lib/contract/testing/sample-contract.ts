import { parseExactJson, stringifyExactJson, type ExactJson, type ExactObject } from "#lib/json";
import type { Contract } from "../contract.ts";
import type { ApiGraph } from "../graph-schema.ts";
import { type LoadedContract, loadContract } from "../load-contract.ts";

/** A small graph with every kind of literal, a link, an id with a colon and a seed beyond 2^53. */
export const sampleGraphText = `{
  "1": { "class_type": "CheckpointLoaderSimple", "inputs": { "ckpt_name": "base.safetensors" } },
  "2": { "class_type": "EmptyLatentImage", "inputs": { "width": 1024, "height": 768, "batch_size": 1 } },
  "3": { "class_type": "CLIPTextEncode", "inputs": { "text": "a lighthouse", "clip": ["1", 1] } },
  "57:8": {
    "class_type": "KSampler",
    "inputs": {
      "model": ["1", 0], "seed": 9007199254740993, "steps": 20, "cfg": 7.5, "denoise": 1,
      "sampler_name": "euler", "positive": ["3", 0], "negative": ["3", 0], "latent_image": ["2", 0]
    },
    "_meta": { "title": "Draw" }
  },
  "9": { "class_type": "LoadImage", "inputs": { "image": "example.png" } },
  "10": { "class_type": "SamplerCustom", "inputs": { "noise_seed": 1, "add_noise": true, "empty": null } },
  "11": { "class_type": "SaveImage", "inputs": { "images": ["9", 0], "filename_prefix": "sample" } }
}`;

export const sampleSchemaText = `{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Sample",
  "type": "object",
  "required": ["prompt"],
  "properties": {
    "prompt": {
      "type": "string", "title": "Prompt", "minLength": 1, "maxLength": 80,
      "x-bind": "/3/inputs/text", "x-ui": { "group": "Picture", "help": "What to see." }
    },
    "width": {
      "type": "integer", "title": "Width", "enum": [768, 1024], "default": 1024, "x-bind": "/2/inputs/width",
      "x-ui": { "widget": "size", "group": "Format", "unit": "px",
        "presets": [{ "title": "Wide", "values": { "width": 1024, "steps": 30 } }] }
    },
    "steps": {
      "type": "integer", "title": "Steps", "minimum": 10, "maximum": 50, "default": 20,
      "x-bind": "/57:8/inputs/steps", "x-ui": { "widget": "slider", "group": "Quality" }
    },
    "cfg": {
      "type": "number", "title": "Guidance", "minimum": 1, "maximum": 12, "multipleOf": 0.01,
      "x-bind": "/57:8/inputs/cfg", "x-ui": { "group": "Quality", "advanced": true }
    },
    "sampler": {
      "type": "string", "title": "Sampler", "default": "euler",
      "oneOf": [{ "const": "euler", "title": "Euler" }, { "const": "ddim", "title": "DDIM" }],
      "x-bind": "/57:8/inputs/sampler_name", "x-ui": { "group": "Quality" }
    },
    "noisy": { "type": "boolean", "title": "Add noise", "x-bind": "/10/inputs/add_noise", "x-ui": { "group": "Quality" } },
    "image": { "type": "string", "title": "Picture", "format": "asset", "x-bind": "/9/inputs/image" },
    "seed": {
      "type": "integer", "title": "Seed", "minimum": 0, "maximum": 18446744073709551615,
      "x-bind": ["/57:8/inputs/seed", "/10/inputs/noise_seed"], "x-ui": { "widget": "seed", "group": "Repeat" }
    }
  }
}`;

export const sampleFiles = { schema: "params/sample.schema.json", graph: "workflows/sample.api.json" };

/** Loads the sample after `change` has edited its parsed schema and graph. */
export function loadSample(
  change: (schema: ExactObject, graph: ExactObject) => void = () => {},
): LoadedContract {
  const schema = parseExactJson(sampleSchemaText) as ExactObject;
  const graph = parseExactJson(sampleGraphText) as ExactObject;
  change(schema, graph);
  return loadContract(stringifyExactJson(schema), stringifyExactJson(graph), sampleFiles);
}

/** The sample contract and graph; throws when they do not load. */
export function sample(change?: (schema: ExactObject) => void): { contract: Contract; graph: ApiGraph } {
  const loaded = loadSample(change);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 2));
  return loaded;
}

/** Sets or, with `undefined`, deletes what stands at a path of keys. */
export function put(
  root: ExactObject,
  path: readonly (string | number)[],
  value: ExactJson | undefined,
): void {
  const parents = path.slice(0, -1);
  const last = path.at(-1) ?? "";
  const parent = parents.reduce<ExactJson>((part, key) => (part as ExactObject)[String(key)] ?? null, root);
  if (value === undefined) delete (parent as ExactObject)[String(last)];
  else (parent as ExactObject)[String(last)] = value;
}
