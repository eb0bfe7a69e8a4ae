import sharp from "sharp";
import { decodePicture, type Pixels } from "./decode-picture.ts";
import { variantSizes } from "./file-store.ts";
import { hashesOf } from "./picture-hashes.ts";

/** So large that every thumbnail can be made of it. */
export const thumbnailSide = Math.max(...variantSizes);

/** What is to be seen in a file; everything but `frames` is null in what is no picture. */
export type Sight = {
  pixels: Pixels | null;
  width: number | null;
  height: number | null;
  frames: number;
  /** Base64. */
  thumbhash: string | null;
  /** Hex. */
  perceptualHash: string | null;
};

const unhashed = { thumbhash: null, perceptualHash: null };

export const nothingSeen: Sight = { pixels: null, width: null, height: null, frames: 1, ...unhashed };

/**
 * Decodes the whole picture and says what it looks like. Throws as `decodePicture` does; once `onSound` was called nothing
 * is wrong with the picture any more, and only its hashes may be missing.
 */
export async function examinePicture(
  bytes: Uint8Array,
  mime: string,
  onSound: () => void = () => undefined,
): Promise<Sight> {
  const { width, height, frames, pixels } = await decodePicture(bytes, mime, thumbnailSide);
  onSound();
  const hashes = await hashesOf(sharp(pixels.data, { raw: pixels.raw })).catch(() => unhashed);
  return { pixels, width, height, frames, ...hashes };
}
