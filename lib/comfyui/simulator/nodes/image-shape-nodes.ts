import { PythonError } from "#lib/comfyui/simulator/python-error";
import type { Mask, Picture } from "#lib/comfyui/simulator/pixels/picture";
import {
  cropPicture,
  pictureFrom,
  resizePicture,
  sharpOf,
  solidMask,
  solidPicture,
} from "#lib/comfyui/simulator/pixels/picture";
import { pasteMasked } from "#lib/comfyui/simulator/pixels/composite";
import { choice, flag, int, optional, socket } from "./input-spec.ts";
import type { NodeClass, NodeResult } from "./node-class.ts";
import { defineNode } from "./node-class.ts";
import type { NodeInputs } from "./node-inputs.ts";
import { literal } from "./node-value.ts";

const images = "comfy_extras.nodes_images";

async function eachPicture(
  inputs: NodeInputs,
  change: (picture: Picture) => Picture | Promise<Picture>,
): Promise<NodeResult> {
  return {
    outputs: [
      {
        kind: "image",
        pictures: await Promise.all(inputs.pictures("image").map(async (picture) => change(picture))),
      },
    ],
  };
}

const colors: Record<string, number> = {
  white: 0xffffff,
  black: 0x000000,
  red: 0xff0000,
  green: 0x00ff00,
  blue: 0x0000ff,
};

async function stitch(first: Picture, second: Picture, inputs: NodeInputs): Promise<Picture> {
  const direction = inputs.text("direction");
  const beside = direction === "right" || direction === "left";
  if (!beside && direction !== "up" && direction !== "down") {
    throw new PythonError("UnboundLocalError", "cannot access local variable 'images'");
  }
  const gap = inputs.number("spacing_width");
  const other = inputs.flag("match_image_size") ? await matchSide(first, second, beside) : second;
  const [head, tail] = direction === "right" || direction === "down" ? [first, other] : [other, first];
  const width = beside ? head.width + gap + tail.width : Math.max(head.width, tail.width);
  const height = beside ? Math.max(head.height, tail.height) : head.height + gap + tail.height;
  const frame = solidPicture(width, height, colors[inputs.text("spacing_color")] ?? 0);
  const begun = await pasteMasked(frame, head, 0, 0, null);
  return pasteMasked(begun, tail, beside ? head.width + gap : 0, beside ? 0 : head.height + gap, null);
}

function matchSide(first: Picture, second: Picture, beside: boolean): Promise<Picture> {
  const factor = beside ? first.height / second.height : first.width / second.width;
  const [width, height] = [Math.round(second.width * factor), Math.round(second.height * factor)];
  return resizePicture(second, Math.max(1, width), Math.max(1, height), "lanczos");
}

/** Distance to the old border, squared down: what an outpainting sampler may still change inside. */
function outpaintMask(picture: Picture, inputs: NodeInputs): Mask {
  const [left, top] = [inputs.number("left"), inputs.number("top")];
  const width = left + picture.width + inputs.number("right");
  const height = top + picture.height + inputs.number("bottom");
  const feather = inputs.number("feathering");
  const mask = solidMask(width, height, 1);
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < picture.width; x++) {
      const distance = Math.min(
        inputs.number("top") ? y : picture.height,
        inputs.number("bottom") ? picture.height - y : picture.height,
        inputs.number("left") ? x : picture.width,
        inputs.number("right") ? picture.width - x : picture.width,
      );
      const inside = feather > 0 && distance < feather ? ((feather - distance) / feather) ** 2 : 0;
      mask.data[(top + y) * width + left + x] = Math.round(inside * 255);
    }
  }
  return mask;
}

export const imageShapeNodes: NodeClass[] = [
  defineNode({
    name: "ImageCrop",
    title: "Image Crop",
    category: "image/transform",
    module: images,
    says: "Cuts out a rectangle.",
    inputs: {
      image: socket("IMAGE"),
      width: int(1, 16384, 512),
      height: int(1, 16384, 512),
      x: int(0, 16384, 0),
      y: int(0, 16384, 0),
    },
    outputs: ["IMAGE"],
    run: (inputs) =>
      eachPicture(inputs, (picture) => {
        const x = Math.min(inputs.number("x"), picture.width - 1);
        const y = Math.min(inputs.number("y"), picture.height - 1);
        const width = Math.min(inputs.number("width"), picture.width - x);
        const height = Math.min(inputs.number("height"), picture.height - y);
        return cropPicture(picture, x, y, width, height);
      }),
  }),
  defineNode({
    name: "ImageFlip",
    category: "image/transform",
    module: images,
    says: "Mirrors.",
    inputs: { image: socket("IMAGE"), flip_method: choice(["x-axis: vertically", "y-axis: horizontally"]) },
    outputs: ["IMAGE"],
    run: (inputs) => {
      const upsideDown = inputs.text("flip_method").startsWith("x");
      return eachPicture(inputs, (picture) =>
        pictureFrom(upsideDown ? sharpOf(picture).flip() : sharpOf(picture).flop()),
      );
    },
  }),
  defineNode({
    name: "ImageRotate",
    category: "image/transform",
    module: images,
    says: "Turns by quarters.",
    inputs: {
      image: socket("IMAGE"),
      rotation: choice(["none", "90 degrees", "180 degrees", "270 degrees"]),
    },
    outputs: ["IMAGE"],
    run: (inputs) => {
      const degrees = Number.parseInt(inputs.text("rotation"), 10) || 0;
      return eachPicture(inputs, (picture) => pictureFrom(sharpOf(picture).rotate(degrees)));
    },
  }),
  defineNode({
    name: "ImageStitch",
    title: "Image Stitch",
    category: "image/transform",
    module: images,
    says: "Puts two pictures side by side.",
    inputs: {
      image1: socket("IMAGE"),
      direction: choice(["right", "down", "left", "up"], "right"),
      match_image_size: flag(true),
      spacing_width: int(0, 1024, 0, 2),
      spacing_color: choice(["white", "black", "red", "green", "blue"], "white"),
      image2: optional(socket("IMAGE")),
    },
    outputs: ["IMAGE"],
    run: async (inputs) => {
      const others = inputs.optional("image", "image2")?.pictures;
      if (others === undefined) return { outputs: [inputs.of("image", "image1")] };
      const pictures = await Promise.all(
        inputs
          .pictures("image1")
          .map((picture, i) => stitch(picture, others[i % others.length] ?? picture, inputs)),
      );
      return { outputs: [{ kind: "image", pictures }] };
    },
  }),
  defineNode({
    name: "ImagePadForOutpaint",
    title: "Pad Image for Outpainting",
    category: "image",
    says: "Adds grey borders and a mask for them.",
    inputs: {
      image: socket("IMAGE"),
      left: int(0, 16384, 0, 8),
      top: int(0, 16384, 0, 8),
      right: int(0, 16384, 0, 8),
      bottom: int(0, 16384, 0, 8),
      feathering: int(0, 16384, 40),
    },
    outputs: ["IMAGE", "MASK"],
    run: async (inputs) => {
      const pictures = await Promise.all(
        inputs.pictures("image").map((picture) => {
          const width = inputs.number("left") + picture.width + inputs.number("right");
          const height = inputs.number("top") + picture.height + inputs.number("bottom");
          const frame = solidPicture(width, height, 0x808080);
          return pasteMasked(frame, picture, inputs.number("left"), inputs.number("top"), null);
        }),
      );
      const masks = [outpaintMask(inputs.picture("image"), inputs)];
      return {
        outputs: [
          { kind: "image", pictures },
          { kind: "mask", masks },
        ],
      };
    },
  }),
  defineNode({
    name: "GetImageSize",
    title: "Get Image Size",
    category: "image",
    module: images,
    says: "Width, height and batch size.",
    inputs: { image: socket("IMAGE") },
    outputs: [
      { type: "INT", name: "width" },
      { type: "INT", name: "height" },
      { type: "INT", name: "batch_size" },
    ],
    run: (inputs) => {
      const { width, height } = inputs.picture("image");
      return { outputs: [width, height, inputs.pictures("image").length].map(literal) };
    },
  }),
];
