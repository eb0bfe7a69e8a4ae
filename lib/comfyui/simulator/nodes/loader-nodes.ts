import {
  choice,
  float,
  int,
  modelFile,
  optional,
  socket,
  type InputSpec,
  type ModelFolder,
} from "./input-spec.ts";
import type { NodeClass } from "./node-class.ts";
import { defineNode } from "./node-class.ts";
import type { NodeValue } from "./node-value.ts";

const clipTypes =
  "stable_diffusion stable_cascade sd3 stable_audio mochi ltxv pixart cosmos lumina2 wan hidream chroma ace omnigen2 qwen_image hunyuan_image".split(
    " ",
  );
const device = optional(choice(["default", "cpu"]));

/** A loader of one file that only hands the file on. */
function assetLoader(
  name: string,
  title: string,
  input: string,
  folder: ModelFolder,
  type: string,
): NodeClass {
  return defineNode({
    name,
    title,
    category: "loaders",
    says: "Loads a model file.",
    inputs: { [input]: modelFile(folder) },
    outputs: [type],
    run: async (inputs, { load }) => {
      const file = inputs.text(input);
      await load(file, 400);
      return { outputs: [{ kind: "asset", type, file }] };
    },
  });
}

function clipLoader(name: string, title: string, inputs: Record<string, InputSpec>): NodeClass {
  const files = Object.keys(inputs).filter((input) => input.startsWith("clip_name"));
  return defineNode({
    name,
    title,
    category: "advanced/loaders",
    says: "Loads text encoders.",
    inputs,
    outputs: ["CLIP"],
    run: async (values, { load }) => {
      const names = files.map((input) => values.text(input));
      for (const file of names) await load(file, 350);
      return { outputs: [{ kind: "clip", file: names.join("+") }] };
    },
  });
}

const lora = {
  lora_name: modelFile("loras"),
  strength_model: float(-100, 100, 1),
};

const patches: Record<string, Record<string, InputSpec>> = {
  ModelSamplingFlux: {
    max_shift: float(0, 100, 1.15),
    base_shift: float(0, 100, 0.5),
    width: int(16, 16384, 1024, 8),
    height: int(16, 16384, 1024, 8),
  },
  ModelSamplingSD3: { shift: float(0, 100, 3) },
  DifferentialDiffusion: { strength: optional(float(0, 1, 1)) },
};

function modelPatch(name: string): NodeClass {
  return defineNode({
    name,
    category: "advanced/model",
    module: "comfy_extras.nodes_model_advanced",
    says: "Changes how a model samples.",
    inputs: { model: socket("MODEL"), ...patches[name] },
    outputs: ["MODEL"],
    run: (inputs) => ({ outputs: [inputs.of("model", "model")] }),
  });
}

export const loaderNodes: NodeClass[] = [
  defineNode({
    name: "CheckpointLoaderSimple",
    title: "Load Checkpoint",
    category: "loaders",
    says: "Loads a checkpoint: model, text encoders and decoder in one file.",
    inputs: { ckpt_name: modelFile("checkpoints") },
    outputs: ["MODEL", "CLIP", "VAE"],
    run: async (inputs, { load }) => {
      const file = inputs.text("ckpt_name");
      await load(file, 1100);
      const parts: NodeValue[] = [
        { kind: "model", file },
        { kind: "clip", file },
        { kind: "vae", file },
      ];
      return { outputs: parts };
    },
  }),
  defineNode({
    name: "UNETLoader",
    title: "Load Diffusion Model",
    category: "advanced/loaders",
    says: "Loads a diffusion model without encoders.",
    inputs: {
      unet_name: modelFile("diffusion_models"),
      weight_dtype: choice(["default", "fp8_e4m3fn", "fp8_e4m3fn_fast", "fp8_e5m2"]),
    },
    outputs: ["MODEL"],
    run: async (inputs, { load }) => {
      const file = inputs.text("unet_name");
      await load(file, 1400);
      return { outputs: [{ kind: "model", file }] };
    },
  }),
  defineNode({
    name: "VAELoader",
    title: "Load VAE",
    category: "loaders",
    says: "Loads a decoder.",
    inputs: { vae_name: modelFile("vae", "old", ["pixel_space"]) },
    outputs: ["VAE"],
    run: async (inputs, { load }) => {
      const file = inputs.text("vae_name");
      await load(file, 250);
      return { outputs: [{ kind: "vae", file }] };
    },
  }),
  clipLoader("CLIPLoader", "Load CLIP", {
    clip_name: modelFile("text_encoders"),
    type: choice(clipTypes),
    device,
  }),
  clipLoader("DualCLIPLoader", "DualCLIPLoader", {
    clip_name1: modelFile("text_encoders"),
    clip_name2: modelFile("text_encoders"),
    type: choice(["sdxl", "sd3", "flux", "hunyuan_video", "hidream", "hunyuan_image"]),
    device,
  }),
  clipLoader("TripleCLIPLoader", "TripleCLIPLoader", {
    clip_name1: modelFile("text_encoders", "new"),
    clip_name2: modelFile("text_encoders", "new"),
    clip_name3: modelFile("text_encoders", "new"),
  }),
  defineNode({
    name: "LoraLoader",
    title: "Load LoRA",
    category: "loaders",
    says: "Changes a model and its text encoders by a LoRA.",
    inputs: { model: socket("MODEL"), clip: socket("CLIP"), ...lora, strength_clip: float(-100, 100, 1) },
    outputs: ["MODEL", "CLIP"],
    run: async (inputs, { load }) => {
      const file = inputs.text("lora_name");
      await load(file, 150);
      const style = `${file}@${inputs.number("strength_model")}`;
      return {
        outputs: [
          { kind: "model", file: `${inputs.of("model", "model").file}+${style}` },
          inputs.of("clip", "clip"),
        ],
      };
    },
  }),
  defineNode({
    name: "LoraLoaderModelOnly",
    category: "loaders",
    says: "Changes a model by a LoRA.",
    inputs: { model: socket("MODEL"), ...lora },
    outputs: ["MODEL"],
    run: async (inputs, { load }) => {
      const file = inputs.text("lora_name");
      await load(file, 150);
      const style = `${file}@${inputs.number("strength_model")}`;
      return { outputs: [{ kind: "model", file: `${inputs.of("model", "model").file}+${style}` }] };
    },
  }),
  defineNode({
    name: "CLIPSetLastLayer",
    title: "CLIP Set Last Layer",
    category: "conditioning",
    says: "Stops the text encoder early.",
    inputs: { clip: socket("CLIP"), stop_at_clip_layer: int(-24, -1, -1) },
    outputs: ["CLIP"],
    run: (inputs) => ({ outputs: [inputs.of("clip", "clip")] }),
  }),
  assetLoader("ControlNetLoader", "Load ControlNet Model", "control_net_name", "controlnet", "CONTROL_NET"),
  assetLoader("CLIPVisionLoader", "Load CLIP Vision", "clip_name", "clip_vision", "CLIP_VISION"),
  assetLoader("StyleModelLoader", "Load Style Model", "style_model_name", "style_models", "STYLE_MODEL"),
  defineNode({
    name: "CLIPVisionEncode",
    title: "CLIP Vision Encode",
    category: "conditioning",
    says: "Describes a picture to a style model.",
    inputs: { clip_vision: socket("CLIP_VISION"), image: socket("IMAGE"), crop: choice(["center", "none"]) },
    outputs: ["CLIP_VISION_OUTPUT"],
    run: (inputs) => ({
      outputs: [{ kind: "asset", type: "CLIP_VISION_OUTPUT", file: inputs.of("asset", "clip_vision").file }],
    }),
  }),
  ...["ModelSamplingFlux", "ModelSamplingSD3", "DifferentialDiffusion"].map(modelPatch),
];
