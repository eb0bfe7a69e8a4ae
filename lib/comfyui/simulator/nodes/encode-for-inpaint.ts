import type { Mask, Picture } from "#lib/comfyui/simulator/pixels/picture";
import { resizeMask, resizePicture, withoutAlpha } from "#lib/comfyui/simulator/pixels/picture";
import { growMask } from "#lib/comfyui/simulator/pixels/mask-shapes";
import type { Latent } from "./node-value.ts";

/** A latent of the pictures, its sides cut to multiples of eight; with a mask only that part will change. */
export async function encodePictures(pictures: Picture[], mask: Mask | null): Promise<Latent> {
  const [first] = pictures;
  const width = Math.max(8, Math.floor((first?.width ?? 8) / 8) * 8);
  const height = Math.max(8, Math.floor((first?.height ?? 8) / 8) * 8);
  const pixels = await Promise.all(
    pictures.map(async (picture) => withoutAlpha(await resizePicture(picture, width, height, "lanczos"))),
  );
  return {
    kind: "latent",
    width,
    height,
    batch: pixels.length,
    firstIndex: 0,
    look: null,
    pixels,
    mask: mask && (await resizeMask(mask, width, height)),
    denoise: 1,
  };
}

export async function encodeForInpaint(pictures: Picture[], mask: Mask, grow: number): Promise<Latent> {
  const latent = await encodePictures(pictures, mask);
  return { ...latent, mask: latent.mask && growMask(latent.mask, grow) };
}
