import sharp from "sharp";
import { PythonError } from "#lib/comfyui/simulator/python-error";
import type { Picture } from "#lib/comfyui/simulator/pixels/picture";
import { mapPicture, pictureFrom, sharpOf } from "#lib/comfyui/simulator/pixels/picture";
import { blendPictures, isBlendMode } from "#lib/comfyui/simulator/pixels/composite";
import { seededRandom } from "#lib/comfyui/simulator/painter/seeded-random";
import { float, int, newChoice, seed, socket } from "./input-spec.ts";
import type { NodeClass, NodeResult } from "./node-class.ts";
import { defineNode } from "./node-class.ts";
import type { NodeInputs } from "./node-inputs.ts";

const postProcessing = "comfy_extras.nodes_post_processing";

async function eachPicture(
  inputs: NodeInputs,
  change: (picture: Picture, index: number) => Picture | Promise<Picture>,
): Promise<NodeResult> {
  const pictures = await Promise.all(
    inputs.pictures("image").map(async (picture, index) => change(picture, index)),
  );
  return { outputs: [{ kind: "image", pictures }] };
}

/** The seed decides the noise of the first picture; every further one in the batch gets its own. */
function addNoise(picture: Picture, noiseSeed: bigint, index: number, strength: number): Picture {
  const random = seededRandom(`noise ${noiseSeed} ${index}`);
  return mapPicture(picture, (value) => value + (random() + random() + random() - 1.5) * 340 * strength);
}

export const imageFilterNodes: NodeClass[] = [
  defineNode({
    name: "ImageInvert",
    title: "Invert Image",
    category: "image",
    says: "The negative.",
    inputs: { image: socket("IMAGE") },
    outputs: ["IMAGE"],
    run: (inputs) => eachPicture(inputs, (picture) => mapPicture(picture, (value) => 255 - value)),
  }),
  defineNode({
    name: "ImageBlend",
    title: "Image Blend",
    category: "image/postprocessing",
    module: postProcessing,
    says: "Mixes two pictures.",
    inputs: {
      image1: socket("IMAGE"),
      image2: socket("IMAGE"),
      blend_factor: float(0, 1, 0.5),
      blend_mode: newChoice(["normal", "multiply", "screen", "overlay", "soft_light", "difference"]),
    },
    outputs: ["IMAGE"],
    run: async (inputs) => {
      const mode = inputs.text("blend_mode");
      if (!isBlendMode(mode)) throw new PythonError("ValueError", `Unsupported blend mode: ${mode}`);
      const others = inputs.pictures("image2");
      const pictures = await Promise.all(
        inputs
          .pictures("image1")
          .map((picture, index) =>
            blendPictures(
              picture,
              others[index % others.length] ?? picture,
              inputs.number("blend_factor"),
              mode,
            ),
          ),
      );
      return { outputs: [{ kind: "image", pictures }] };
    },
  }),
  defineNode({
    name: "ImageBlur",
    title: "Image Blur",
    category: "image/postprocessing",
    module: postProcessing,
    says: "Gaussian blur.",
    inputs: { image: socket("IMAGE"), blur_radius: int(1, 31, 1), sigma: float(0.1, 10, 1, 0.1) },
    outputs: ["IMAGE"],
    run: (inputs) => {
      const sigma = Math.max(0.3, Math.min(inputs.number("sigma"), inputs.number("blur_radius")));
      return eachPicture(inputs, (picture) => pictureFrom(sharpOf(picture).blur(sigma)));
    },
  }),
  defineNode({
    name: "ImageSharpen",
    title: "Image Sharpen",
    category: "image/postprocessing",
    module: postProcessing,
    says: "Unsharp masking.",
    inputs: {
      image: socket("IMAGE"),
      sharpen_radius: int(1, 31, 1),
      sigma: float(0.1, 10, 1),
      alpha: float(0, 5, 1),
    },
    outputs: ["IMAGE"],
    run: (inputs) => {
      const [sigma, alpha] = [Math.max(0.3, inputs.number("sigma")), inputs.number("alpha")];
      return eachPicture(inputs, async (picture) => {
        const soft = await pictureFrom(sharpOf(picture).blur(sigma));
        return mapPicture(picture, (value, i) => value + alpha * (value - (soft.data[i] ?? value)));
      });
    },
  }),
  defineNode({
    name: "ImageQuantize",
    title: "Image Quantize",
    category: "image/postprocessing",
    module: postProcessing,
    says: "Reduces to a palette.",
    inputs: {
      image: socket("IMAGE"),
      colors: int(1, 256, 256),
      dither: newChoice(["none", "floyd-steinberg", "bayer-2", "bayer-4", "bayer-8", "bayer-16"]),
    },
    outputs: ["IMAGE"],
    run: (inputs) => {
      const colours = Math.max(2, inputs.number("colors"));
      const dither = inputs.text("dither") === "none" ? 0 : 1;
      return eachPicture(inputs, async (picture) =>
        pictureFrom(
          sharp(await sharpOf(picture).png({ palette: true, colours, dither }).toBuffer()).removeAlpha(),
        ),
      );
    },
  }),
  defineNode({
    name: "ImageAddNoise",
    category: "image",
    module: "comfy_extras.nodes_images",
    says: "Adds seeded noise.",
    inputs: { image: socket("IMAGE"), seed: seed(), strength: float(0, 1, 0.5) },
    outputs: ["IMAGE"],
    run: (inputs) =>
      eachPicture(inputs, (picture, index) =>
        addNoise(picture, inputs.integer("seed"), index, inputs.number("strength")),
      ),
  }),
];
