import { Buffer } from "node:buffer";
import sharp from "sharp";
import { rgbaToThumbHash } from "thumbhash";
import type { Pixels } from "./decode-picture.ts";
import { variantSizes, type VariantSize } from "./file-store.ts";

/** The longest side a thumbhash is computed from. */
const thumbhashSide = 100;

/**
 * Starts to make a WebP of every size, never enlarged, without metadata. Each can be kept as soon as it is ready; sizes
 * in which a small picture looks the same share one.
 */
export function encodeVariants({ data, raw }: Pixels): Map<VariantSize, Promise<Buffer>> {
  const longest = Math.max(raw.width, raw.height);
  const bySide = new Map<number, Promise<Buffer>>();
  const variants = new Map<VariantSize, Promise<Buffer>>();
  for (const size of variantSizes) {
    const side = Math.min(size, longest);
    const webp =
      bySide.get(side) ??
      sharp(data, { raw })
        .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
        .webp({ quality: 80 })
        .toBuffer();
    bySide.set(side, webp);
    variants.set(size, webp);
  }
  return variants;
}

/** The thumbhash of the picture whose variants these are, Base64; made from the smallest. */
export async function thumbhashOf(variants: ReadonlyMap<VariantSize, Promise<Buffer>>): Promise<string> {
  const { data, info } = await sharp(await variants.get(variantSizes[0]))
    .resize({ width: thumbhashSide, height: thumbhashSide, fit: "inside", withoutEnlargement: true })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString("base64");
}
