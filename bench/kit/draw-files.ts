import { Buffer } from "node:buffer";
import sharp from "sharp";
import type { Db } from "#lib/db/client";
import { inTransaction } from "#lib/db/transaction";
import { saveFiles } from "#lib/output/file-row-store";
import { createFileStore } from "#lib/output/file-store";
import { ingestFile } from "#lib/output/ingest-file";
import { makeThumbnails } from "#lib/output/make-thumbnails";
import { createGate } from "#lib/output/picture-gate";
import type { Random } from "./random.ts";

const concurrency = 2;

/** Of the pictures' colours, so that they are as hard to pack and unpack as generated ones. */
const grain = 14;

/**
 * Draws `count` different square pictures with `side` pixels and takes them in as the product does: originals, WebP
 * sizes, thumbhashes and rows are the real ones. Answers their hashes.
 */
export async function drawFiles(
  db: Db,
  filesRoot: string,
  random: Random,
  { count, side }: { count: number; side: number },
): Promise<string[]> {
  const files = createFileStore(filesRoot);
  const gate = createGate(concurrency);
  const noise = Buffer.from(Array.from({ length: 65_521 }, () => random.integer(0, grain)));
  const drawn = await Promise.all(
    Array.from({ length: count }, (_, index) => {
      const blots = Buffer.from(Array.from({ length: 8 * 8 * 3 }, () => random.integer(0, 255 - grain)));
      return gate(async () => {
        const file = await ingestFile(files, await paint(blots, noise, side), `drawn_${index}.png`);
        if (file.quarantine !== null) throw new Error(`A drawn picture was set aside: ${file.quarantine}`);
        await makeThumbnails(files, file);
        return file;
      });
    }),
  );
  await inTransaction(db, (tx) => saveFiles(tx, drawn, new Date()));
  return drawn.map(({ sha256 }) => sha256);
}

async function paint(blots: Buffer, noise: Buffer, side: number): Promise<Buffer> {
  const pixels = await sharp(blots, { raw: { width: 8, height: 8, channels: 3 } })
    .resize(side, side, { fit: "fill", kernel: "cubic" })
    .raw()
    .toBuffer();
  for (let at = 0; at < pixels.length; at += 1) {
    pixels[at] = Math.min(255, (pixels[at] ?? 0) + (noise[at % noise.length] ?? 0));
  }
  return sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
}
