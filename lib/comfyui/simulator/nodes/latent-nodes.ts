import { resizeMask, resizePicture } from "#lib/comfyui/simulator/pixels/picture";
import { choice, float, int, socket } from "./input-spec.ts";
import type { NodeClass } from "./node-class.ts";
import { defineNode } from "./node-class.ts";
import type { Latent } from "./node-value.ts";

const upscaleMethods = ["nearest-exact", "bilinear", "area", "bicubic", "bislerp"];

function emptyLatent(width: number, height: number, batch: number): Latent {
  return {
    kind: "latent",
    width,
    height,
    batch,
    firstIndex: 0,
    look: null,
    pixels: null,
    mask: null,
    denoise: 1,
  };
}

async function resizeLatent(latent: Latent, width: number, height: number): Promise<Latent> {
  const pixels =
    latent.pixels &&
    (await Promise.all(latent.pixels.map((picture) => resizePicture(picture, width, height, "bicubic"))));
  const mask = latent.mask && (await resizeMask(latent.mask, width, height));
  return { ...latent, width, height, pixels, mask };
}

function cells(side: number): number {
  return Math.max(8, Math.round(side / 8) * 8);
}

function empty(name: string, title: string, module: string, step: number, side: number): NodeClass {
  return defineNode({
    name,
    title,
    category: "latent",
    module,
    says: "Where a sampler begins.",
    inputs: {
      width: int(16, 16384, side, step),
      height: int(16, 16384, side, step),
      batch_size: int(1, 4096, 1),
    },
    outputs: ["LATENT"],
    run: (inputs) => ({
      outputs: [
        emptyLatent(
          Math.floor(inputs.number("width") / 8) * 8,
          Math.floor(inputs.number("height") / 8) * 8,
          inputs.number("batch_size"),
        ),
      ],
    }),
  });
}

export const latentNodes: NodeClass[] = [
  empty("EmptyLatentImage", "Empty Latent Image", "nodes", 8, 512),
  empty("EmptySD3LatentImage", "Empty SD3 Latent Image", "comfy_extras.nodes_sd3", 16, 1024),
  defineNode({
    name: "LatentUpscale",
    title: "Upscale Latent",
    category: "latent",
    says: "Resizes before decoding.",
    inputs: {
      samples: socket("LATENT"),
      upscale_method: choice(upscaleMethods),
      width: int(0, 16384, 512, 8),
      height: int(0, 16384, 512, 8),
      crop: choice(["disabled", "center"]),
    },
    outputs: ["LATENT"],
    run: async (inputs) => {
      const samples = inputs.of("latent", "samples");
      const [width, height] = [inputs.number("width"), inputs.number("height")];
      if (width === 0 && height === 0) return { outputs: [samples] };
      const resized = await resizeLatent(
        samples,
        cells(width || (samples.width * height) / samples.height),
        cells(height || (samples.height * width) / samples.width),
      );
      return { outputs: [resized] };
    },
  }),
  defineNode({
    name: "LatentUpscaleBy",
    title: "Upscale Latent By",
    category: "latent",
    says: "Resizes by a factor before decoding.",
    inputs: {
      samples: socket("LATENT"),
      upscale_method: choice(upscaleMethods),
      scale_by: float(0.01, 8, 1.5),
    },
    outputs: ["LATENT"],
    run: async (inputs) => {
      const samples = inputs.of("latent", "samples");
      const factor = inputs.number("scale_by");
      return {
        outputs: [await resizeLatent(samples, cells(samples.width * factor), cells(samples.height * factor))],
      };
    },
  }),
  defineNode({
    name: "RepeatLatentBatch",
    title: "Repeat Latent Batch",
    category: "latent/batch",
    says: "The same beginning several times.",
    inputs: { samples: socket("LATENT"), amount: int(1, 64, 1) },
    outputs: ["LATENT"],
    run: (inputs) => {
      const samples = inputs.of("latent", "samples");
      const amount = inputs.number("amount");
      const pixels = samples.pixels && Array.from({ length: amount }, () => samples.pixels ?? []).flat();
      return { outputs: [{ ...samples, batch: samples.batch * amount, pixels }] };
    },
  }),
  defineNode({
    name: "LatentFromBatch",
    title: "Latent From Batch",
    category: "latent/batch",
    says: "Some of a batch.",
    inputs: { samples: socket("LATENT"), batch_index: int(0, 63, 0), length: int(1, 64, 1) },
    outputs: ["LATENT"],
    run: (inputs) => {
      const samples = inputs.of("latent", "samples");
      const from = Math.min(samples.batch - 1, inputs.number("batch_index"));
      const batch = Math.min(samples.batch - from, inputs.number("length"));
      const pixels = samples.pixels && samples.pixels.slice(from, from + batch);
      return { outputs: [{ ...samples, batch, firstIndex: samples.firstIndex + from, pixels }] };
    },
  }),
  defineNode({
    name: "SetLatentNoiseMask",
    title: "Set Latent Noise Mask",
    category: "latent/inpaint",
    says: "Limits the sampler to what the mask selects.",
    inputs: { samples: socket("LATENT"), mask: socket("MASK") },
    outputs: ["LATENT"],
    run: async (inputs) => {
      const samples = inputs.of("latent", "samples");
      const mask = await resizeMask(inputs.mask("mask"), samples.width, samples.height);
      return { outputs: [{ ...samples, mask }] };
    },
  }),
  defineNode({
    name: "LatentComposite",
    title: "Latent Composite",
    category: "latent",
    says: "Lays one latent over another; the simulator keeps the larger one.",
    inputs: {
      samples_to: socket("LATENT"),
      samples_from: socket("LATENT"),
      x: int(0, 16384, 0, 8),
      y: int(0, 16384, 0, 8),
      feather: int(0, 16384, 0, 8),
    },
    outputs: ["LATENT"],
    run: (inputs) => ({ outputs: [inputs.of("latent", "samples_to")] }),
  }),
];
