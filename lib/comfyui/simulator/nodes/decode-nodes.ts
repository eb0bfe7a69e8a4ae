import { decodeLatent } from "#lib/comfyui/simulator/painter/decode-latent";
import { int, socket, type InputSpec } from "./input-spec.ts";
import type { NodeClass } from "./node-class.ts";
import { defineNode } from "./node-class.ts";
import { encodeForInpaint, encodePictures } from "./encode-for-inpaint.ts";

const tiles = (step: number): Record<string, InputSpec> => ({
  tile_size: int(64, 4096, 512, step),
  overlap: int(0, 4096, 64, 32),
  temporal_size: int(8, 4096, 64, 4),
  temporal_overlap: int(4, 4096, 8, 4),
});

function decoder(name: string, title: string, extra: Record<string, InputSpec>): NodeClass {
  return defineNode({
    name,
    title,
    category: "latent",
    says: "Turns what was sampled into pictures.",
    inputs: { samples: socket("LATENT"), vae: socket("VAE"), ...extra },
    outputs: ["IMAGE"],
    run: async (inputs, { work }) => {
      inputs.of("vae", "vae");
      const samples = inputs.of("latent", "samples");
      await work((180 * samples.batch * samples.width * samples.height) / 1024 ** 2);
      return { outputs: [{ kind: "image", pictures: await decodeLatent(samples) }] };
    },
  });
}

function encoder(name: string, title: string, extra: Record<string, InputSpec>): NodeClass {
  return defineNode({
    name,
    title,
    category: "latent",
    says: "Turns pictures into what a sampler works on.",
    inputs: { pixels: socket("IMAGE"), vae: socket("VAE"), ...extra },
    outputs: ["LATENT"],
    run: async (inputs, { work }) => {
      inputs.of("vae", "vae");
      await work(120);
      return { outputs: [await encodePictures(inputs.pictures("pixels"), null)] };
    },
  });
}

export const decodeNodes: NodeClass[] = [
  decoder("VAEDecode", "VAE Decode", {}),
  decoder("VAEDecodeTiled", "VAE Decode (Tiled)", tiles(32)),
  encoder("VAEEncode", "VAE Encode", {}),
  encoder("VAEEncodeTiled", "VAE Encode (Tiled)", tiles(64)),
  defineNode({
    name: "VAEEncodeForInpaint",
    title: "VAE Encode (for Inpainting)",
    category: "latent/inpaint",
    says: "Encodes a picture and marks what may be repainted.",
    inputs: {
      pixels: socket("IMAGE"),
      vae: socket("VAE"),
      mask: socket("MASK"),
      grow_mask_by: int(0, 64, 6),
    },
    outputs: ["LATENT"],
    run: async (inputs, { work }) => {
      await work(120);
      const latent = await encodeForInpaint(
        inputs.pictures("pixels"),
        inputs.mask("mask"),
        inputs.number("grow_mask_by"),
      );
      return { outputs: [latent] };
    },
  }),
];
