import { Buffer } from "node:buffer";
import type { Sharp } from "sharp";
import { rgbaToThumbHash } from "thumbhash";
import { perceptualHash } from "./perceptual-hash.ts";

/** The longest side that hashes are computed from: a thumbhash keeps seven waves a side, and its arithmetic holds up the process. */
const hashSide = 64;

/** A thumbhash in base64, and a perceptual hash in hex. */
export type PictureHashes = { thumbhash: string; perceptualHash: string };

/** What a picture looks like, of any size; best of one that is small already. */
export async function hashesOf(picture: Sharp): Promise<PictureHashes> {
  const { data, info } = await picture
    .resize({ width: hashSide, height: hashSide, fit: "inside", withoutEnlargement: true })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  return {
    thumbhash: Buffer.from(rgbaToThumbHash(width, height, data)).toString("base64"),
    perceptualHash: perceptualHash({ data, width, height }),
  };
}
