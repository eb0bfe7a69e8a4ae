import sharp from "sharp";
import { decodePicture } from "./decode-picture.ts";
import { hashesOf, hashSide } from "./picture-hashes.ts";

/** What is to be seen in a file; everything but `frames` is null in what is no picture. */
export type Sight = {
  width: number | null;
  height: number | null;
  frames: number;
  /** Base64. */
  thumbhash: string | null;
  /** Hex. */
  perceptualHash: string | null;
};

export const nothingSeen: Sight = {
  width: null,
  height: null,
  frames: 1,
  thumbhash: null,
  perceptualHash: null,
};

/** Decodes the whole picture and says what it looks like. Throws as `decodePicture` does. */
export async function examinePicture(bytes: Uint8Array, mime: string): Promise<Sight> {
  const { width, height, frames, pixels } = await decodePicture(bytes, mime, hashSide);
  return { width, height, frames, ...(await hashesOf(sharp(pixels.data, { raw: pixels.raw }))) };
}
