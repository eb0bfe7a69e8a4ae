import { PythonError } from "#lib/comfyui/simulator/python-error";
import type { Mask, Picture } from "#lib/comfyui/simulator/pixels/picture";
import {
  channelOf,
  mapMask,
  resizeMask,
  resizePicture,
  toByte,
  withoutAlpha,
} from "#lib/comfyui/simulator/pixels/picture";
import { joinAlpha, pasteMasked, porterDuff } from "#lib/comfyui/simulator/pixels/composite";
import { flag, int, newChoice, optional, socket } from "./input-spec.ts";
import type { NodeClass } from "./node-class.ts";
import { defineNode } from "./node-class.ts";

const compositing = "comfy_extras.nodes_compositing";

function porterDuffOf(
  mode: string,
  source: Picture,
  sa: Mask,
  destination: Picture,
  da: Mask,
): [Picture, Mask] {
  const compose = porterDuff[mode];
  if (compose === undefined) throw new PythonError("ValueError", `unknown mode ${mode}`);
  const data = Buffer.alloc(destination.data.length);
  const alpha = Buffer.alloc(da.data.length);
  for (let i = 0; i < alpha.length; i++) {
    const [sourceAlpha, destinationAlpha] = [(sa.data[i] ?? 0) / 255, (da.data[i] ?? 0) / 255];
    for (let c = i * 3; c < i * 3 + 3; c++) {
      const s = ((source.data[c] ?? 0) / 255) * sourceAlpha;
      const d = ((destination.data[c] ?? 0) / 255) * destinationAlpha;
      const [color, out] = compose(s, d, sourceAlpha, destinationAlpha);
      data[c] = out > 0 ? toByte((color / out) * 255) : 0;
      alpha[i] = toByte(out * 255);
    }
  }
  return [
    { ...destination, data },
    { ...da, data: alpha },
  ];
}

export const compositeNodes: NodeClass[] = [
  defineNode({
    name: "ImageCompositeMasked",
    category: "image",
    module: "comfy_extras.nodes_mask",
    says: "Lays one picture over another, through a mask.",
    inputs: {
      destination: socket("IMAGE"),
      source: socket("IMAGE"),
      x: int(0, 16384, 0),
      y: int(0, 16384, 0),
      resize_source: flag(false),
      mask: optional(socket("MASK")),
    },
    outputs: ["IMAGE"],
    run: async (inputs) => {
      const sources = inputs.pictures("source");
      const masks = inputs.optional("mask", "mask")?.masks ?? [];
      const pictures = await Promise.all(
        inputs.pictures("destination").map(async (below, i) => {
          const source = sources[i % sources.length] ?? below;
          const over = inputs.flag("resize_source")
            ? await resizePicture(source, below.width, below.height, "bilinear")
            : source;
          return pasteMasked(
            below,
            over,
            inputs.number("x"),
            inputs.number("y"),
            masks[i % masks.length] ?? null,
          );
        }),
      );
      return { outputs: [{ kind: "image", pictures }] };
    },
  }),
  defineNode({
    name: "PorterDuffImageComposite",
    title: "Porter-Duff Image Composite",
    category: "mask/compositing",
    module: compositing,
    says: "Combines two pictures and their alphas by one of the classic operators.",
    inputs: {
      source: socket("IMAGE"),
      source_alpha: socket("MASK"),
      destination: socket("IMAGE"),
      destination_alpha: socket("MASK"),
      mode: newChoice(Object.keys(porterDuff), "DST"),
    },
    outputs: ["IMAGE", "MASK"],
    run: async (inputs) => {
      const below = withoutAlpha(inputs.picture("destination"));
      const { width, height } = below;
      const over = withoutAlpha(await resizePicture(inputs.picture("source"), width, height, "bicubic"));
      const overAlpha = await resizeMask(inputs.mask("source_alpha"), width, height);
      const belowAlpha = await resizeMask(inputs.mask("destination_alpha"), width, height);
      const [picture, mask] = porterDuffOf(inputs.text("mode"), over, overAlpha, below, belowAlpha);
      return {
        outputs: [
          { kind: "image", pictures: [picture] },
          { kind: "mask", masks: [mask] },
        ],
      };
    },
  }),
  defineNode({
    name: "JoinImageWithAlpha",
    title: "Join Image with Alpha",
    category: "mask/compositing",
    module: compositing,
    says: "Makes transparent what the mask selects.",
    inputs: { image: socket("IMAGE"), alpha: socket("MASK") },
    outputs: ["IMAGE"],
    run: async (inputs) => {
      const masks = inputs.masks("alpha");
      const pictures = await Promise.all(
        inputs.pictures("image").map(async (picture, i) => {
          const mask = await resizeMask(
            masks[i % masks.length] ?? inputs.mask("alpha"),
            picture.width,
            picture.height,
          );
          return joinAlpha(
            picture,
            mapMask(mask, (value) => 255 - value),
          );
        }),
      );
      return { outputs: [{ kind: "image", pictures }] };
    },
  }),
  defineNode({
    name: "SplitImageWithAlpha",
    title: "Split Image with Alpha",
    category: "mask/compositing",
    module: compositing,
    says: "Colours and transparency apart.",
    inputs: { image: socket("IMAGE") },
    outputs: ["IMAGE", "MASK"],
    run: (inputs) => {
      const pictures = inputs.pictures("image");
      const masks = pictures.map((picture) => mapMask(channelOf(picture, 3), (alpha) => 255 - alpha));
      return {
        outputs: [
          { kind: "image", pictures: pictures.map(withoutAlpha) },
          { kind: "mask", masks },
        ],
      };
    },
  }),
];
