import type { Picture, ResizeMethod } from "#lib/comfyui/simulator/pixels/picture";
import { resizePicture, solidPicture } from "#lib/comfyui/simulator/pixels/picture";
import { pasteMasked } from "#lib/comfyui/simulator/pixels/composite";
import { choice, float, int, modelFile, newChoice, socket } from "./input-spec.ts";
import type { NodeClass, NodeResult } from "./node-class.ts";
import { defineNode } from "./node-class.ts";
import type { NodeInputs } from "./node-inputs.ts";
import { PythonError } from "#lib/comfyui/simulator/python-error";

const methods = ["nearest-exact", "bilinear", "area", "bicubic", "lanczos"] as const;

function methodOf(inputs: NodeInputs, name = "upscale_method"): ResizeMethod {
  const chosen = inputs.text(name);
  const method = methods.find((known) => known === chosen);
  if (method === undefined) throw new PythonError("ValueError", `unknown interpolation '${chosen}'`);
  return method;
}

type Scaler = (picture: Picture) => [width: number, height: number];

async function scaleAll(
  inputs: NodeInputs,
  size: Scaler,
  crop: "disabled" | "center" = "disabled",
): Promise<NodeResult> {
  const method = methodOf(inputs);
  const pictures = await Promise.all(
    inputs.pictures("image").map((picture) => {
      const [width, height] = size(picture).map((side) => Math.max(1, Math.round(side)));
      return resizePicture(picture, width ?? 1, height ?? 1, method, crop);
    }),
  );
  return { outputs: [{ kind: "image", pictures }] };
}

export const imageScaleNodes: NodeClass[] = [
  defineNode({
    name: "ImageScale",
    title: "Upscale Image",
    category: "image/upscaling",
    says: "Resizes to a fixed width and height; a zero keeps the proportions.",
    inputs: {
      image: socket("IMAGE"),
      upscale_method: choice(methods),
      width: int(0, 16384, 512),
      height: int(0, 16384, 512),
      crop: choice(["disabled", "center"]),
    },
    outputs: ["IMAGE"],
    run: (inputs) => {
      const [width, height] = [inputs.number("width"), inputs.number("height")];
      if (width === 0 && height === 0) return { outputs: [inputs.of("image", "image")] };
      return scaleAll(
        inputs,
        (picture) => [
          width || (picture.width * height) / picture.height,
          height || (picture.height * width) / picture.width,
        ],
        inputs.text("crop") === "center" ? "center" : "disabled",
      );
    },
  }),
  defineNode({
    name: "ImageScaleBy",
    title: "Upscale Image By",
    category: "image/upscaling",
    says: "Resizes by a factor.",
    inputs: {
      image: socket("IMAGE"),
      upscale_method: choice(methods),
      scale_by: float(0.01, 8, 1),
    },
    outputs: ["IMAGE"],
    run: (inputs) => {
      const factor = inputs.number("scale_by");
      return scaleAll(inputs, ({ width, height }) => [width * factor, height * factor]);
    },
  }),
  defineNode({
    name: "ImageScaleToTotalPixels",
    title: "Scale Image to Total Pixels",
    category: "image/upscaling",
    module: "comfy_extras.nodes_post_processing",
    says: "Resizes to a number of megapixels.",
    inputs: {
      image: socket("IMAGE"),
      upscale_method: newChoice(methods),
      megapixels: float(0.01, 16, 1),
    },
    outputs: ["IMAGE"],
    run: (inputs) => {
      const total = inputs.number("megapixels") * 1024 * 1024;
      return scaleAll(inputs, ({ width, height }) => {
        const factor = Math.sqrt(total / (width * height));
        return [width * factor, height * factor];
      });
    },
  }),
  defineNode({
    name: "ImageScaleToMaxDimension",
    category: "image/upscaling",
    module: "comfy_extras.nodes_images",
    says: "Resizes so that the longer side has the given length.",
    inputs: {
      image: socket("IMAGE"),
      upscale_method: choice(["area", "lanczos", "bilinear", "nearest-exact", "bilinear", "bicubic"]),
      largest_size: int(0, 16384, 512),
    },
    outputs: ["IMAGE"],
    run: (inputs) => {
      const size = inputs.number("largest_size");
      return scaleAll(inputs, ({ width, height }) => {
        const factor = size / Math.max(width, height);
        return [width * factor, height * factor];
      });
    },
  }),
  defineNode({
    name: "ResizeAndPadImage",
    category: "image/transform",
    module: "comfy_extras.nodes_images",
    says: "Fits a picture into a frame and fills the rest with a colour.",
    inputs: {
      image: socket("IMAGE"),
      target_width: int(1, 16384, 512),
      target_height: int(1, 16384, 512),
      padding_color: choice(["white", "black"]),
      interpolation: choice(["area", "bicubic", "nearest-exact", "bilinear", "lanczos"]),
    },
    outputs: ["IMAGE"],
    run: async (inputs) => {
      const [width, height] = [inputs.number("target_width"), inputs.number("target_height")];
      const frame = solidPicture(width, height, inputs.text("padding_color") === "white" ? 0xffffff : 0);
      const method = methodOf(inputs, "interpolation");
      const pictures = await Promise.all(
        inputs.pictures("image").map(async (picture) => {
          const factor = Math.min(width / picture.width, height / picture.height);
          const [w, h] = [
            Math.max(1, Math.floor(picture.width * factor)),
            Math.max(1, Math.floor(picture.height * factor)),
          ];
          const fitted = await resizePicture(picture, w, h, method);
          return pasteMasked(frame, fitted, (width - w) >> 1, (height - h) >> 1, null);
        }),
      );
      return { outputs: [{ kind: "image", pictures }] };
    },
  }),
  defineNode({
    name: "UpscaleModelLoader",
    title: "Load Upscale Model",
    category: "loaders",
    module: "comfy_extras.nodes_upscale_model",
    says: "Loads a network that enlarges pictures.",
    inputs: { model_name: modelFile("upscale_models", "new") },
    outputs: ["UPSCALE_MODEL"],
    run: async (inputs, { load }) => {
      const file = inputs.text("model_name");
      await load(file, 350);
      return { outputs: [{ kind: "asset", type: "UPSCALE_MODEL", file }] };
    },
  }),
  defineNode({
    name: "ImageUpscaleWithModel",
    title: "Upscale Image (using Model)",
    category: "image/upscaling",
    module: "comfy_extras.nodes_upscale_model",
    says: "Enlarges by the factor in the model's name.",
    inputs: { upscale_model: socket("UPSCALE_MODEL"), image: socket("IMAGE") },
    outputs: ["IMAGE"],
    run: async (inputs, { work, tick }) => {
      const factor = Number(/(\d)x/i.exec(inputs.of("asset", "upscale_model").file)?.[1] ?? 4);
      const pictures = [];
      for (const picture of inputs.pictures("image")) {
        const [width, height] = [picture.width * factor, picture.height * factor];
        const tiles = Math.ceil(width / 1024) * Math.ceil(height / 1024);
        for (let tile = 1; tile <= tiles; tile++) {
          await work(60);
          tick(tile, tiles);
        }
        pictures.push(await resizePicture(picture, width, height, "lanczos"));
      }
      return { outputs: [{ kind: "image", pictures }] };
    },
  }),
];
