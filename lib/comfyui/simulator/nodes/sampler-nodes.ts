import { choice, flag, float, int, seed, socket, type InputSpec } from "./input-spec.ts";
import { samplerNames, schedulerNames } from "./sampler-names.ts";
import { sample } from "./sample.ts";
import type { NodeClass } from "./node-class.ts";
import { defineNode } from "./node-class.ts";

const sampler: InputSpec = { kind: "choice", form: "old", options: { from: "profile", list: samplerNames } };
const scheduler = choice(schedulerNames);
const conditioning = socket("CONDITIONING");
const category = "sampling";
const pack = "comfy_extras.nodes_custom_sampler";
const bothLatents = [
  { type: "LATENT", name: "output" },
  { type: "LATENT", name: "denoised_output" },
];

export const samplerNodes: NodeClass[] = [
  defineNode({
    name: "KSampler",
    category,
    says: "Samples step by step.",
    inputs: {
      model: socket("MODEL"),
      seed: seed(),
      steps: int(1, 10000, 20),
      cfg: float(0, 100, 8, 0.1),
      sampler_name: sampler,
      scheduler,
      positive: conditioning,
      negative: conditioning,
      latent_image: socket("LATENT"),
      denoise: float(0, 1, 1),
    },
    outputs: ["LATENT"],
    run: async (inputs, context) => {
      const latent = await sample(context, {
        latent: inputs.of("latent", "latent_image"),
        model: inputs.of("model", "model").file,
        positive: inputs.of("conditioning", "positive"),
        negative: inputs.of("conditioning", "negative").text,
        seed: inputs.integer("seed"),
        cfg: inputs.number("cfg"),
        steps: inputs.number("steps"),
        fromStep: 0,
        toStep: inputs.number("steps"),
        denoise: inputs.number("denoise"),
      });
      return { outputs: [latent] };
    },
  }),
  defineNode({
    name: "KSamplerAdvanced",
    title: "KSampler (Advanced)",
    category,
    says: "Samples a stretch of the steps, so that another sampler may go on.",
    inputs: {
      model: socket("MODEL"),
      add_noise: choice(["enable", "disable"]),
      noise_seed: seed(),
      steps: int(1, 10000, 20),
      cfg: float(0, 100, 8, 0.1),
      sampler_name: sampler,
      scheduler,
      positive: conditioning,
      negative: conditioning,
      latent_image: socket("LATENT"),
      start_at_step: int(0, 10000, 0),
      end_at_step: int(0, 10000, 10000),
      return_with_leftover_noise: choice(["disable", "enable"]),
    },
    outputs: ["LATENT"],
    run: async (inputs, context) => {
      const steps = inputs.number("steps");
      const fromStep = Math.min(steps, inputs.number("start_at_step"));
      const latent = await sample(context, {
        latent: inputs.of("latent", "latent_image"),
        model: inputs.of("model", "model").file,
        positive: inputs.of("conditioning", "positive"),
        negative: inputs.of("conditioning", "negative").text,
        seed: inputs.text("add_noise") === "enable" ? inputs.integer("noise_seed") : null,
        cfg: inputs.number("cfg"),
        steps,
        fromStep,
        toStep: Math.max(fromStep, Math.min(steps, inputs.number("end_at_step"))),
        denoise: 1 - fromStep / steps,
      });
      return { outputs: [latent] };
    },
  }),
  defineNode({
    name: "SamplerCustom",
    category: "sampling/custom_sampling",
    module: pack,
    says: "Samples along given sigmas.",
    inputs: {
      model: socket("MODEL"),
      add_noise: flag(true),
      noise_seed: seed(),
      cfg: float(0, 100, 8, 0.1),
      positive: conditioning,
      negative: conditioning,
      sampler: socket("SAMPLER"),
      sigmas: socket("SIGMAS"),
      latent_image: socket("LATENT"),
    },
    outputs: bothLatents,
    run: async (inputs, context) => {
      const { steps, denoise } = inputs.of("sigmas", "sigmas");
      const latent = await sample(context, {
        latent: inputs.of("latent", "latent_image"),
        model: inputs.of("model", "model").file,
        positive: inputs.of("conditioning", "positive"),
        negative: inputs.of("conditioning", "negative").text,
        seed: inputs.flag("add_noise") ? inputs.integer("noise_seed") : null,
        cfg: inputs.number("cfg"),
        steps,
        fromStep: 0,
        toStep: steps,
        denoise,
      });
      return { outputs: [latent, latent] };
    },
  }),
  defineNode({
    name: "SamplerCustomAdvanced",
    category: "sampling/custom_sampling",
    module: pack,
    says: "Samples with noise, guider, sampler and sigmas of your choice.",
    inputs: {
      noise: socket("NOISE"),
      guider: socket("GUIDER"),
      sampler: socket("SAMPLER"),
      sigmas: socket("SIGMAS"),
      latent_image: socket("LATENT"),
    },
    outputs: bothLatents,
    run: async (inputs, context) => {
      const guider = inputs.of("guider", "guider");
      const { steps, denoise } = inputs.of("sigmas", "sigmas");
      const latent = await sample(context, {
        latent: inputs.of("latent", "latent_image"),
        model: guider.model,
        positive: guider.positive,
        negative: guider.negative?.text ?? "",
        seed: inputs.of("noise", "noise").seed,
        cfg: guider.cfg,
        steps,
        fromStep: 0,
        toStep: steps,
        denoise,
      });
      return { outputs: [latent, latent] };
    },
  }),
  defineNode({
    name: "RandomNoise",
    category: "sampling/custom_sampling/noise",
    module: pack,
    says: "Noise of a seed.",
    inputs: { noise_seed: seed() },
    outputs: ["NOISE"],
    run: (inputs) => ({ outputs: [{ kind: "noise", seed: inputs.integer("noise_seed") }] }),
  }),
  defineNode({
    name: "DisableNoise",
    category: "sampling/custom_sampling/noise",
    module: pack,
    says: "No noise.",
    inputs: {},
    outputs: ["NOISE"],
    run: () => ({ outputs: [{ kind: "noise", seed: null }] }),
  }),
  defineNode({
    name: "KSamplerSelect",
    category: "sampling/custom_sampling/samplers",
    module: pack,
    says: "A sampler by name.",
    inputs: { sampler_name: sampler },
    outputs: ["SAMPLER"],
    run: (inputs) => ({ outputs: [{ kind: "sampler", name: inputs.text("sampler_name") }] }),
  }),
  defineNode({
    name: "BasicScheduler",
    category: "sampling/custom_sampling/schedulers",
    module: pack,
    says: "Sigmas by scheduler and number of steps.",
    inputs: { model: socket("MODEL"), scheduler, steps: int(1, 10000, 20), denoise: float(0, 1, 1) },
    outputs: ["SIGMAS"],
    run: (inputs) => ({
      outputs: [{ kind: "sigmas", steps: inputs.number("steps"), denoise: inputs.number("denoise") }],
    }),
  }),
  defineNode({
    name: "BasicGuider",
    category: "sampling/custom_sampling/guiders",
    module: pack,
    says: "Follows one text.",
    inputs: { model: socket("MODEL"), conditioning },
    outputs: ["GUIDER"],
    run: (inputs) => {
      const positive = inputs.of("conditioning", "conditioning");
      const model = inputs.of("model", "model").file;
      return { outputs: [{ kind: "guider", model, positive, negative: null, cfg: positive.guidance }] };
    },
  }),
  defineNode({
    name: "CFGGuider",
    category: "sampling/custom_sampling/guiders",
    module: pack,
    says: "Follows one text and avoids another.",
    inputs: {
      model: socket("MODEL"),
      positive: conditioning,
      negative: conditioning,
      cfg: float(0, 100, 8, 0.1),
    },
    outputs: ["GUIDER"],
    run: (inputs) => ({
      outputs: [
        {
          kind: "guider",
          model: inputs.of("model", "model").file,
          positive: inputs.of("conditioning", "positive"),
          negative: inputs.of("conditioning", "negative"),
          cfg: inputs.number("cfg"),
        },
      ],
    }),
  }),
];
