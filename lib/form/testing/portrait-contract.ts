import type { Contract } from "#lib/contract/contract";
import { parseContract } from "#lib/contract/serialise-contract";

/** A contract with one field of every kind that forms treat differently. */
export function portraitContract(): Contract {
  const schema = `{
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Portrait", "type": "object", "additionalProperties": false, "required": ["prompt"],
    "properties": {
      "prompt": { "type": "string", "title": "Prompt", "minLength": 1, "maxLength": 20, "x-bind": "/1/inputs/text" },
      "negative": { "type": "string", "title": "Avoid", "default": "blurry", "x-bind": "/2/inputs/text" },
      "steps": { "type": "integer", "title": "Steps", "minimum": 10, "maximum": 50, "default": 30, "x-bind": "/3/inputs/steps" },
      "cfg": { "type": "number", "title": "Guidance", "minimum": 0, "maximum": 12, "x-bind": "/3/inputs/cfg" },
      "tiled": { "type": "boolean", "title": "Tiled", "x-bind": "/3/inputs/tiled" },
      "width": { "type": "integer", "title": "Width", "minimum": 64, "maximum": 2048, "multipleOf": 64, "default": 1024, "x-bind": "/4/inputs/width" },
      "height": { "type": "integer", "title": "Height", "enum": [768, 1024], "default": 1024, "x-bind": "/4/inputs/height" },
      "seed": { "type": "integer", "title": "Seed", "minimum": 0, "maximum": 18446744073709551615,
        "x-bind": "/3/inputs/seed", "x-ui": { "widget": "seed" } }
    }
  }`;
  return parseContract({ draft: "2020-12", schema });
}
