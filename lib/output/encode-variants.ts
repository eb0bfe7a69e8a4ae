import { Buffer } from "node:buffer";
import sharp, { type Sharp } from "sharp";
import { rgbaToThumbHash } from "thumbhash";
import type { Pixels } from "./decode-picture.ts";
import { perceptualHash } from "./perceptual-hash.ts";
import { variantSizes, type VariantSize } from "./file-store.ts";

/** The longest side that hashes are computed from: a thumbhash keeps seven waves a side, and its arithmetic holds up the process. */
const hashSide = 64;
const [smallest] = variantSizes;

/** Twice as fast as the encoder's usual effort of 4, for files a twentieth larger that are as close to the original. */
export const webpOptions = { quality: 80, effort: 2 };

export type Variants = {
  /** A WebP of every size, never enlarged, without metadata; sizes in which a small picture looks the same share one. */
  webps: ReadonlyMap<VariantSize, Promise<Buffer>>;
  hashes: Promise<PictureHashes>;
};

/** A thumbhash in base64, and a perceptual hash in hex. */
export type PictureHashes = { thumbhash: string; perceptualHash: string };

/** Starts to make all of them at once, so that each can be kept as soon as it is ready. */
export function encodeVariants(pixels: Pixels): Variants {
  const longest = Math.max(pixels.raw.width, pixels.raw.height);
  const small = longest <= smallest ? Promise.resolve(pixels) : shrink(pixels, smallest);
  const bySide = new Map([[Math.min(smallest, longest), small.then((shrunk) => webpOf(open(shrunk)))]]);
  const webps = new Map<VariantSize, Promise<Buffer>>();
  for (const size of variantSizes) {
    const side = Math.min(size, longest);
    const webp = bySide.get(side) ?? webpOf(fit(pixels, side));
    bySide.set(side, webp);
    webps.set(size, webp);
  }
  return { webps, hashes: small.then((shrunk) => hashesOf(open(shrunk))) };
}

function open({ data, raw }: Pixels): Sharp {
  return sharp(data, { raw });
}

function fit(pixels: Pixels, side: number): Sharp {
  return open(pixels).resize({ width: side, height: side, fit: "inside", withoutEnlargement: true });
}

async function shrink(pixels: Pixels, side: number): Promise<Pixels> {
  const { data, info } = await fit(pixels, side).raw().toBuffer({ resolveWithObject: true });
  return { data, raw: { width: info.width, height: info.height, channels: info.channels } };
}

function webpOf(picture: Sharp): Promise<Buffer> {
  return picture.webp(webpOptions).toBuffer();
}

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
