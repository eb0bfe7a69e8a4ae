import type { ExactObject } from "#lib/json";

type Settings = { seed?: bigint; width?: number; height?: number; batch?: number; steps?: number };

function encode(text: string, clip: [string, number]): ExactObject {
  return { class_type: "CLIPTextEncode", inputs: { text, clip } };
}

function checkpoint(name: string): ExactObject {
  return { class_type: "CheckpointLoaderSimple", inputs: { ckpt_name: name } };
}

function emptyLatent({ width = 64, height = 64, batch = 1 }: Settings): ExactObject {
  return { class_type: "EmptyLatentImage", inputs: { width, height, batch_size: batch } };
}

const saved = {
  decode: { class_type: "VAEDecode", inputs: { samples: ["3", 0], vae: ["4", 2] } },
  save: { class_type: "SaveImage", inputs: { images: ["8", 0], filename_prefix: "test" } },
};

const sampling = { sampler_name: "euler", scheduler: "normal" };

/** The smallest text-to-image graph; node 3 samples, node 9 saves. */
export function samplerGraph(settings: Settings): ExactObject {
  const { seed = 5n, steps = 12 } = settings;
  return {
    "3": {
      class_type: "KSampler",
      inputs: {
        seed,
        steps,
        cfg: 7,
        ...sampling,
        denoise: 1,
        model: ["4", 0],
        positive: ["6", 0],
        negative: ["7", 0],
        latent_image: ["5", 0],
      },
    },
    "4": checkpoint("sd_xl_base_1.0.safetensors"),
    "5": emptyLatent(settings),
    "6": encode("still life with a vase", ["4", 1]),
    "7": encode("", ["4", 1]),
    "8": saved.decode,
    "9": saved.save,
  };
}

export function refinerGraph(): ExactObject {
  const stage = (
    model: string,
    positive: string,
    negative: string,
    latent: string,
    first: boolean,
  ): ExactObject => ({
    class_type: "KSamplerAdvanced",
    inputs: {
      add_noise: first ? "enable" : "disable",
      noise_seed: 7,
      steps: 10,
      cfg: 7,
      ...sampling,
      start_at_step: first ? 0 : 8,
      end_at_step: first ? 8 : 10000,
      return_with_leftover_noise: first ? "enable" : "disable",
      model: [model, 0],
      positive: [positive, 0],
      negative: [negative, 0],
      latent_image: [latent, 0],
    },
  });
  return {
    "1": stage("4", "6", "7", "5", true),
    "3": stage("10", "11", "12", "1", false),
    "4": checkpoint("sd_xl_base_1.0.safetensors"),
    "5": emptyLatent({}),
    "6": encode("mountains", ["4", 1]),
    "7": encode("", ["4", 1]),
    "8": saved.decode,
    "9": saved.save,
    "10": checkpoint("sd_xl_refiner_1.0.safetensors"),
    "11": encode("mountains", ["10", 1]),
    "12": encode("", ["10", 1]),
  };
}

export function fluxGraph(): ExactObject {
  return {
    "1": {
      class_type: "UNETLoader",
      inputs: { unet_name: "flux1-schnell.safetensors", weight_dtype: "default" },
    },
    "2": {
      class_type: "DualCLIPLoader",
      inputs: { clip_name1: "clip_l.safetensors", clip_name2: "t5xxl_fp8_e4m3fn.safetensors", type: "flux" },
    },
    "3": {
      class_type: "SamplerCustomAdvanced",
      inputs: {
        noise: ["5", 0],
        guider: ["6", 0],
        sampler: ["7", 0],
        sigmas: ["10", 0],
        latent_image: ["11", 0],
      },
    },
    "4": { class_type: "VAELoader", inputs: { vae_name: "ae.safetensors" } },
    "5": { class_type: "RandomNoise", inputs: { noise_seed: 18446744073709551615n } },
    "6": { class_type: "BasicGuider", inputs: { model: ["1", 0], conditioning: ["13", 0] } },
    "7": { class_type: "KSamplerSelect", inputs: { sampler_name: "euler" } },
    "8": { class_type: "VAEDecode", inputs: { samples: ["3", 0], vae: ["4", 0] } },
    "9": saved.save,
    "10": {
      class_type: "BasicScheduler",
      inputs: { model: ["1", 0], scheduler: "simple", steps: 4, denoise: 1 },
    },
    "11": { class_type: "EmptySD3LatentImage", inputs: { width: 64, height: 64, batch_size: 1 } },
    "12": encode("a city at night", ["2", 0]),
    "13": { class_type: "FluxGuidance", inputs: { conditioning: ["12", 0], guidance: 3.5 } },
  };
}

/** Expects `photo.png` and `mask.png` in the input folder; the mask selects where it is white. */
export function inpaintGraph(): ExactObject {
  return {
    ...samplerGraph({}),
    "4": checkpoint("sd_xl_base_1.0_inpainting_0.1.safetensors"),
    "5": {
      class_type: "VAEEncodeForInpaint",
      inputs: { pixels: ["20", 0], vae: ["4", 2], mask: ["21", 0], grow_mask_by: 0 },
    },
    "20": { class_type: "LoadImage", inputs: { image: "photo.png" } },
    "21": { class_type: "LoadImageMask", inputs: { image: "mask.png", channel: "red" } },
  };
}
