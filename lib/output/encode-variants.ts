import type { Buffer } from "node:buffer";
import sharp from "sharp";
import type { Pixels } from "./decode-picture.ts";
import type { VariantSize } from "./file-store.ts";

/** Twice as fast as the encoder's usual effort of 4, for files a twentieth larger that are as close to the original. */
export const webpOptions = { quality: 80, effort: 2 };

/**
 * A WebP of every size asked for, never enlarged, without metadata; sizes in which a small picture looks the same share
 * one. All are begun at once, so that each can be kept as soon as it is ready.
 */
export function encodeVariants(
  pixels: Pixels,
  sizes: readonly VariantSize[],
): ReadonlyMap<VariantSize, Promise<Buffer>> {
  const longest = Math.max(pixels.raw.width, pixels.raw.height);
  const bySide = new Map<number, Promise<Buffer>>();
  return new Map(
    sizes.map((size) => {
      const side = Math.min(size, longest);
      const webp = bySide.get(side) ?? webpOf(pixels, side);
      bySide.set(side, webp);
      return [size, webp];
    }),
  );
}

function webpOf({ data, raw }: Pixels, side: number): Promise<Buffer> {
  return sharp(data, { raw })
    .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
    .webp(webpOptions)
    .toBuffer();
}
