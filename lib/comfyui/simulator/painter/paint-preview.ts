import { encodeJpeg } from "#lib/comfyui/simulator/media/encode-picture";
import type { PreviewImage } from "#lib/comfyui/simulator/execution/node-context";
import type { Latent } from "#lib/comfyui/simulator/nodes/node-value";
import { mapPicture, resizePicture } from "#lib/comfyui/simulator/pixels/picture";
import { decodeOne } from "./decode-latent.ts";
import { seededRandom } from "./seeded-random.ts";

const longestSide = 384;

/**
 * What a sampler shows of its first picture while it works: coarse and noisy, then ever clearer. Answers with a function
 * of the share of steps done, 0..1.
 */
export async function paintPreviews(latent: Latent): Promise<(done: number) => Promise<PreviewImage>> {
  const factor = Math.min(1, longestSide / Math.max(latent.width, latent.height));
  const width = Math.max(8, Math.round(latent.width * factor));
  const height = Math.max(8, Math.round(latent.height * factor));
  const finished = await decodeOne(latent, 0, width, height);
  const noise = seededRandom(`preview ${latent.look?.seed ?? 0n}`);
  return async (done) => {
    const coarse = Math.max(1, Math.round(14 * (1 - done)));
    const small = await resizePicture(
      finished,
      Math.ceil(width / coarse),
      Math.ceil(height / coarse),
      "bilinear",
    );
    const soft = await resizePicture(small, width, height, "bicubic");
    const amount = 150 * (1 - done) ** 1.5;
    const noisy = amount < 1 ? soft : mapPicture(soft, (value) => value + (noise() - 0.5) * amount);
    return { format: "jpeg", bytes: await encodeJpeg(noisy, 85) };
  };
}
