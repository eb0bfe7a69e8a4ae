import { Buffer } from "node:buffer";
import sharp, { type Sharp } from "sharp";
import { rgbaToThumbHash } from "thumbhash";
import type { Pixels } from "./decode-picture.ts";
import { variantSizes, type VariantSize } from "./file-store.ts";

/** The longest side a thumbhash is computed from: it keeps seven waves a side, and its arithmetic holds up the process. */
const thumbhashSide = 64;
const [smallest] = variantSizes;

export type Variants = {
  /** A WebP of every size, never enlarged, without metadata; sizes in which a small picture looks the same share one. */
  webps: ReadonlyMap<VariantSize, Promise<Buffer>>;
  /** Base64. */
  thumbhash: Promise<string>;
};

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
  return { webps, thumbhash: small.then(thumbhashOf) };
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
  return picture.webp({ quality: 80 }).toBuffer();
}

async function thumbhashOf(pixels: Pixels): Promise<string> {
  const { data, info } = await fit(pixels, thumbhashSide)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString("base64");
}
