import type { Latent } from "#lib/comfyui/simulator/nodes/node-value";
import { blendPictures, pasteMasked } from "#lib/comfyui/simulator/pixels/composite";
import type { Picture } from "#lib/comfyui/simulator/pixels/picture";
import { resizePicture, solidPicture } from "#lib/comfyui/simulator/pixels/picture";
import { paintPicture } from "./paint-picture.ts";

/** The pictures of a latent: painted, or painted over what was encoded, at most where its mask allows. */
export async function decodeLatent(latent: Latent): Promise<Picture[]> {
  const pictures: Picture[] = [];
  for (let index = 0; index < latent.batch; index++) pictures.push(await decodeOne(latent, index));
  return pictures;
}

/** At another size than the latent's when `width` and `height` are given: for previews. */
export async function decodeOne(
  latent: Latent,
  index: number,
  width = latent.width,
  height = latent.height,
): Promise<Picture> {
  const encoded = latent.pixels?.[index % latent.pixels.length];
  const below = encoded && (await resizePicture(encoded, width, height, "bicubic"));
  // What nobody sampled decodes to the grey of an empty latent.
  if (latent.look === null) return below ?? solidPicture(width, height, 0x7f7f7f);
  const painted = await paintPicture(latent.look, latent.firstIndex + index, width, height);
  if (below === undefined) return painted;
  if (latent.mask !== null) return pasteMasked(below, painted, 0, 0, latent.mask);
  return blendPictures(below, painted, latent.denoise, "normal");
}
