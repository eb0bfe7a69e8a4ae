import { choice, flag, float, int, newChoice, optional, socket, text, type InputSpec } from "./input-spec.ts";
import type { NodeClass } from "./node-class.ts";
import { defineNode } from "./node-class.ts";
import type { NodeInputs } from "./node-inputs.ts";
import type { Conditioning } from "./node-value.ts";
import { encodeForInpaint } from "./encode-for-inpaint.ts";

const prompt = text(true);

function condition(words: string, guidance = 1): Conditioning {
  return { kind: "conditioning", text: words, guidance };
}

/** An encoder whose texts, joined, say what to paint. */
function encoder(
  name: string,
  title: string,
  texts: readonly string[],
  inputs: Record<string, InputSpec>,
  guidance?: string,
): NodeClass {
  return defineNode({
    name,
    title,
    category: "conditioning",
    says: "Turns text into what a sampler follows.",
    inputs,
    outputs: ["CONDITIONING"],
    run: async (values, { work }) => {
      values.of("clip", "clip");
      await work(40);
      const words = new Set(texts.map((input) => values.text(input).trim()).filter(Boolean));
      return { outputs: [condition([...words].join(" "), guidance ? values.number(guidance) : 1)] };
    },
  });
}

/** A node whose first conditioning passes through unchanged. */
function passThrough(
  name: string,
  title: string,
  first: string,
  inputs: Record<string, InputSpec>,
): NodeClass {
  return defineNode({
    name,
    title,
    category: "conditioning",
    says: "Adjusts what a sampler follows.",
    inputs,
    outputs: ["CONDITIONING"],
    run: (values) => ({ outputs: [values.of("conditioning", first)] }),
  });
}

function join(
  name: string,
  title: string,
  a: string,
  b: string,
  inputs: Record<string, InputSpec>,
): NodeClass {
  return defineNode({
    name,
    title,
    category: "conditioning",
    says: "Makes a sampler follow two texts.",
    inputs,
    outputs: ["CONDITIONING"],
    run: (values) => {
      const [first, second] = [values.of("conditioning", a), values.of("conditioning", b)];
      return { outputs: [condition(`${first.text} ${second.text}`, first.guidance)] };
    },
  });
}

const conditioning = socket("CONDITIONING");
const size = { width: int(0, 16384, 1024), height: int(0, 16384, 1024) };
const percent = (init: number): InputSpec => float(0, 1, init, 0.001);

export const conditioningNodes: NodeClass[] = [
  encoder("CLIPTextEncode", "CLIP Text Encode (Prompt)", ["text"], { text: prompt, clip: socket("CLIP") }),
  encoder("CLIPTextEncodeSDXL", "CLIPTextEncodeSDXL", ["text_g", "text_l"], {
    clip: socket("CLIP"),
    ...size,
    crop_w: int(0, 16384, 0),
    crop_h: int(0, 16384, 0),
    target_width: int(0, 16384, 1024),
    target_height: int(0, 16384, 1024),
    text_g: prompt,
    text_l: prompt,
  }),
  encoder("CLIPTextEncodeSDXLRefiner", "CLIPTextEncodeSDXLRefiner", ["text"], {
    ascore: float(0, 1000, 6),
    ...size,
    text: prompt,
    clip: socket("CLIP"),
  }),
  encoder("CLIPTextEncodeSD3", "CLIPTextEncodeSD3", ["clip_l", "clip_g", "t5xxl"], {
    clip: socket("CLIP"),
    clip_l: prompt,
    clip_g: prompt,
    t5xxl: prompt,
    empty_padding: newChoice(["none", "empty_prompt"]),
  }),
  encoder(
    "CLIPTextEncodeFlux",
    "CLIPTextEncodeFlux",
    ["clip_l", "t5xxl"],
    { clip: socket("CLIP"), clip_l: prompt, t5xxl: prompt, guidance: float(0, 100, 3.5, 0.1) },
    "guidance",
  ),
  defineNode({
    name: "FluxGuidance",
    category: "advanced/conditioning/flux",
    module: "comfy_extras.nodes_flux",
    says: "How closely Flux follows the text.",
    inputs: { conditioning, guidance: float(0, 100, 3.5, 0.1) },
    outputs: ["CONDITIONING"],
    run: (inputs) => ({
      outputs: [{ ...inputs.of("conditioning", "conditioning"), guidance: inputs.number("guidance") }],
    }),
  }),
  passThrough("ControlNetApply", "Apply ControlNet (OLD)", "conditioning", {
    conditioning,
    control_net: socket("CONTROL_NET"),
    image: socket("IMAGE"),
    strength: float(0, 10, 1),
  }),
  defineNode({
    name: "ControlNetApplyAdvanced",
    title: "Apply ControlNet",
    category: "conditioning/controlnet",
    says: "Makes a sampler follow a picture's structure.",
    inputs: {
      positive: conditioning,
      negative: conditioning,
      control_net: socket("CONTROL_NET"),
      image: socket("IMAGE"),
      strength: float(0, 10, 1),
      start_percent: percent(0),
      end_percent: percent(1),
      vae: optional(socket("VAE")),
    },
    outputs: [
      { type: "CONDITIONING", name: "positive" },
      { type: "CONDITIONING", name: "negative" },
    ],
    run: (inputs) => ({ outputs: bothOf(inputs) }),
  }),
  join("ConditioningCombine", "Conditioning (Combine)", "conditioning_1", "conditioning_2", {
    conditioning_1: conditioning,
    conditioning_2: conditioning,
  }),
  join("ConditioningConcat", "Conditioning (Concat)", "conditioning_to", "conditioning_from", {
    conditioning_to: conditioning,
    conditioning_from: conditioning,
  }),
  join("ConditioningAverage", "ConditioningAverage", "conditioning_to", "conditioning_from", {
    conditioning_to: conditioning,
    conditioning_from: conditioning,
    conditioning_to_strength: float(0, 1, 1),
  }),
  defineNode({
    name: "ConditioningZeroOut",
    category: "advanced/conditioning",
    says: "Nothing to follow.",
    inputs: { conditioning },
    outputs: ["CONDITIONING"],
    run: () => ({ outputs: [condition("")] }),
  }),
  passThrough("ConditioningSetMask", "Conditioning (Set Mask)", "conditioning", {
    conditioning,
    mask: socket("MASK"),
    strength: float(0, 10, 1),
    set_cond_area: choice(["default", "mask bounds"]),
  }),
  passThrough("ConditioningSetArea", "Conditioning (Set Area)", "conditioning", {
    conditioning,
    width: int(64, 16384, 64, 8),
    height: int(64, 16384, 64, 8),
    x: int(0, 16384, 0, 8),
    y: int(0, 16384, 0, 8),
    strength: float(0, 10, 1),
  }),
  defineNode({
    name: "InpaintModelConditioning",
    category: "conditioning/inpaint",
    says: "Prepares text and picture for a model that was trained to inpaint.",
    inputs: {
      positive: conditioning,
      negative: conditioning,
      vae: socket("VAE"),
      pixels: socket("IMAGE"),
      mask: socket("MASK"),
      noise_mask: flag(true),
    },
    outputs: [
      { type: "CONDITIONING", name: "positive" },
      { type: "CONDITIONING", name: "negative" },
      { type: "LATENT", name: "latent" },
    ],
    run: async (inputs, { work }) => {
      await work(120);
      const latent = await encodeForInpaint(inputs.pictures("pixels"), inputs.mask("mask"), 0);
      return { outputs: [...bothOf(inputs), latent] };
    },
  }),
];

function bothOf(inputs: NodeInputs): Conditioning[] {
  return [inputs.of("conditioning", "positive"), inputs.of("conditioning", "negative")];
}
