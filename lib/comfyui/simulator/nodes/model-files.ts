import type { ModelFolder } from "./input-spec.ts";

export type ModelFiles = Record<ModelFolder, readonly string[]>;

/** Public files, so that graphs made for a real server run here unchanged. */
export const publicModelFiles: ModelFiles = {
  checkpoints: [
    "sd_xl_base_1.0.safetensors",
    "sd_xl_base_1.0_inpainting_0.1.safetensors",
    "sd_xl_refiner_1.0.safetensors",
    "flux1-dev-fp8.safetensors",
    "flux1-schnell-fp8.safetensors",
  ],
  vae: ["ae.safetensors", "sdxl_vae.safetensors"],
  text_encoders: [
    "clip_g.safetensors",
    "clip_l.safetensors",
    "t5xxl_fp16.safetensors",
    "t5xxl_fp8_e4m3fn.safetensors",
  ],
  diffusion_models: [
    "flux1-dev.safetensors",
    "flux1-schnell.safetensors",
    "sd_xl_base_1.0_inpainting_0.1.safetensors",
  ],
  loras: ["sd_xl_offset_example-lora_1.0.safetensors"],
  controlnet: ["control-lora-canny-rank256.safetensors", "control-lora-depth-rank256.safetensors"],
  clip_vision: ["clip_vision_g.safetensors"],
  style_models: ["flux1-redux-dev.safetensors"],
  upscale_models: ["4x-UltraSharp.pth", "RealESRGAN_x2plus.pth"],
};

/** The keys of `GET /models`; those without files are listed too. */
export const otherModelFolders = [
  "configs",
  "embeddings",
  "diffusers",
  "vae_approx",
  "gligen",
  "latent_upscale_models",
  "custom_nodes",
  "hypernetworks",
  "photomaker",
  "classifiers",
  "model_patches",
  "audio_encoders",
];
