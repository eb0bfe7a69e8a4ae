import type { Buffer } from "node:buffer";
import { buffer } from "node:stream/consumers";
import { decodePicture, type Pixels } from "./decode-picture.ts";
import { encodeVariants } from "./encode-variants.ts";
import { thumbnailSide } from "./examine-picture.ts";
import { type FileStore, isStorageFull, variantSizes, type VariantSize } from "./file-store.ts";
import { pictureGate } from "./picture-gate.ts";
import { pixelShelf } from "./pixel-shelf.ts";

/** A picture that ingest has stored: only that can be trusted to be opened again. */
export type KnownPicture = { sha256: string; mime: string };

/**
 * Makes the thumbnails of a picture that are not there yet; where the picture itself is gone there is nothing to make.
 * Throws `StorageFullError` when there is no room, and what sharp throws when the stored bytes have been damaged since.
 */
export async function makeThumbnails(files: FileStore, picture: KnownPicture): Promise<void> {
  const found = await Promise.all(variantSizes.map((size) => files.open(picture.sha256, size)));
  const missing = variantSizes.filter((_, index) => found[index] === null);
  if (missing.length === 0) return;
  await pictureGate(async () => {
    const webps = await begin(files, picture, missing);
    await Promise.all(
      [...webps].map(async ([size, webp]) => files.putVariant(picture.sha256, size, await webp)),
    );
    pixelShelf.drop(picture.sha256);
  });
}

/** What this process is making for somebody who waits, by hash and size. */
const awaited = new Map<string, Promise<Buffer | null>>();

/**
 * One thumbnail for somebody who asks before it was made; null when the picture itself is gone. However many ask at
 * once, it is made once. A full disk keeps nobody from seeing it.
 */
export function makeThumbnail(
  files: FileStore,
  picture: KnownPicture,
  size: VariantSize,
): Promise<Buffer | null> {
  const name = `${picture.sha256}.${size}`;
  const making =
    awaited.get(name) ??
    pictureGate(async () => {
      const webp = await (await begin(files, picture, [size])).get(size);
      if (webp === undefined) return null;
      await files.putVariant(picture.sha256, size, webp).catch((error: unknown) => {
        if (!isStorageFull(error)) throw error;
      });
      return webp;
    }).finally(() => awaited.delete(name));
  awaited.set(name, making);
  return making;
}

async function begin(
  files: FileStore,
  picture: KnownPicture,
  sizes: readonly VariantSize[],
): Promise<ReadonlyMap<VariantSize, Promise<Buffer>>> {
  const pixels = pixelShelf.get(picture.sha256) ?? (await decodeStored(files, picture));
  return pixels === null ? new Map() : encodeVariants(pixels, sizes);
}

/** As ingest decoded it, so that a thumbnail is the same whoever makes it, alone or with the others. */
async function decodeStored(files: FileStore, { sha256, mime }: KnownPicture): Promise<Pixels | null> {
  const original = await files.open(sha256, "original");
  if (original === null) return null;
  const { pixels } = await decodePicture(await buffer(original.stream()), mime, thumbnailSide);
  return pixels;
}
