import { PythonError } from "#lib/comfyui/simulator/python-error";
import type { Mask } from "#lib/comfyui/simulator/pixels/picture";
import {
  channelOf,
  mapMask,
  maskToPicture,
  solidMask,
  withoutAlpha,
} from "#lib/comfyui/simulator/pixels/picture";
import { combineMasks, featherMask, growMask } from "#lib/comfyui/simulator/pixels/mask-shapes";
import { choice, flag, float, int, socket } from "./input-spec.ts";
import type { NodeClass, NodeResult } from "./node-class.ts";
import { defineNode } from "./node-class.ts";
import type { NodeInputs } from "./node-inputs.ts";

const pack = "comfy_extras.nodes_mask";
const category = "mask";

function eachMask(inputs: NodeInputs, change: (mask: Mask) => Mask, name = "mask"): NodeResult {
  return { outputs: [{ kind: "mask", masks: inputs.masks(name).map(change) }] };
}

const channels = ["red", "green", "blue", "alpha"];

export const maskNodes: NodeClass[] = [
  defineNode({
    name: "MaskToImage",
    title: "Convert Mask to Image",
    category,
    module: pack,
    says: "A mask as a grey picture.",
    inputs: { mask: socket("MASK") },
    outputs: ["IMAGE"],
    run: (inputs) => ({ outputs: [{ kind: "image", pictures: inputs.masks("mask").map(maskToPicture) }] }),
  }),
  defineNode({
    name: "ImageToMask",
    title: "Convert Image to Mask",
    category,
    module: pack,
    says: "One channel of a picture as a mask.",
    inputs: { image: socket("IMAGE"), channel: choice(channels) },
    outputs: ["MASK"],
    run: (inputs) => {
      const index = channels.indexOf(inputs.text("channel"));
      const channel = index === 0 ? 0 : index === 1 ? 1 : index === 2 ? 2 : 3;
      return {
        outputs: [
          { kind: "mask", masks: inputs.pictures("image").map((picture) => channelOf(picture, channel)) },
        ],
      };
    },
  }),
  defineNode({
    name: "ImageColorToMask",
    category,
    module: pack,
    says: "Selects the pixels of exactly one colour.",
    inputs: { image: socket("IMAGE"), color: int(0, 0xffffff, 0) },
    outputs: ["MASK"],
    run: (inputs) => {
      const color = inputs.number("color");
      const masks = inputs.pictures("image").map((picture) => {
        const rgb = withoutAlpha(picture);
        const blank = solidMask(rgb.width, rgb.height, 0);
        return mapMask(blank, (_, i) => (rgb.data.readUIntBE(i * 3, 3) === color ? 255 : 0));
      });
      return { outputs: [{ kind: "mask", masks }] };
    },
  }),
  defineNode({
    name: "SolidMask",
    category,
    module: pack,
    says: "A mask of one value.",
    inputs: { value: float(0, 1, 1), width: int(1, 16384, 512), height: int(1, 16384, 512) },
    outputs: ["MASK"],
    run: (inputs) => ({
      outputs: [
        {
          kind: "mask",
          masks: [solidMask(inputs.number("width"), inputs.number("height"), inputs.number("value"))],
        },
      ],
    }),
  }),
  defineNode({
    name: "InvertMask",
    category,
    module: pack,
    says: "Selects what was not selected.",
    inputs: { mask: socket("MASK") },
    outputs: ["MASK"],
    run: (inputs) => eachMask(inputs, (mask) => mapMask(mask, (value) => 255 - value)),
  }),
  defineNode({
    name: "CropMask",
    category,
    module: pack,
    says: "Cuts a rectangle out of a mask.",
    inputs: {
      mask: socket("MASK"),
      x: int(0, 16384, 0),
      y: int(0, 16384, 0),
      width: int(1, 16384, 512),
      height: int(1, 16384, 512),
    },
    outputs: ["MASK"],
    run: (inputs) =>
      eachMask(inputs, (mask) => {
        const [x, y] = [inputs.number("x"), inputs.number("y")];
        const width = Math.min(inputs.number("width"), mask.width - x);
        const height = Math.min(inputs.number("height"), mask.height - y);
        if (width <= 0 || height <= 0)
          throw new PythonError("RuntimeError", "the crop lies outside the mask");
        return mapMask(solidMask(width, height, 0), (_, i) => {
          const row = Math.floor(i / width);
          return mask.data[(y + row) * mask.width + x + (i - row * width)] ?? 0;
        });
      }),
  }),
  defineNode({
    name: "MaskComposite",
    category,
    module: pack,
    says: "Combines two masks.",
    inputs: {
      destination: socket("MASK"),
      source: socket("MASK"),
      x: int(0, 16384, 0),
      y: int(0, 16384, 0),
      operation: choice(["multiply", "add", "subtract", "and", "or", "xor"]),
    },
    outputs: ["MASK"],
    run: (inputs) => {
      const source = inputs.mask("source");
      const at = { x: inputs.number("x"), y: inputs.number("y") };
      return eachMask(
        inputs,
        (mask) => combineMasks(mask, source, at, inputs.text("operation")),
        "destination",
      );
    },
  }),
  defineNode({
    name: "FeatherMask",
    category,
    module: pack,
    says: "Fades a mask out towards its edges.",
    inputs: {
      mask: socket("MASK"),
      left: int(0, 16384, 0),
      top: int(0, 16384, 0),
      right: int(0, 16384, 0),
      bottom: int(0, 16384, 0),
    },
    outputs: ["MASK"],
    run: (inputs) => {
      const [left, top, right, bottom] = ["left", "top", "right", "bottom"].map((side) =>
        inputs.number(side),
      );
      const sides = { left: left ?? 0, top: top ?? 0, right: right ?? 0, bottom: bottom ?? 0 };
      return eachMask(inputs, (mask) => featherMask(mask, sides));
    },
  }),
  defineNode({
    name: "GrowMask",
    title: "Grow Mask",
    category,
    module: pack,
    says: "Makes the selection larger, or smaller with a negative value.",
    inputs: { mask: socket("MASK"), expand: int(-16384, 16384, 0), tapered_corners: flag(true) },
    outputs: ["MASK"],
    run: (inputs) => eachMask(inputs, (mask) => growMask(mask, inputs.number("expand"))),
  }),
  defineNode({
    name: "ThresholdMask",
    category,
    module: pack,
    says: "Selects fully what exceeds a value.",
    inputs: { mask: socket("MASK"), value: float(0, 1, 0.5) },
    outputs: ["MASK"],
    run: (inputs) => {
      const limit = inputs.number("value") * 255;
      return eachMask(inputs, (mask) => mapMask(mask, (value) => (value > limit ? 255 : 0)));
    },
  }),
];
