import { promisify } from "node:util";
import { deflate } from "node:zlib";
import type { Picture } from "#lib/comfyui/simulator/pixels/picture";
import { textChunk, writePngChunks } from "#lib/comfyui/simulator/pixels/png-chunks";

const colourTypes = { 3: 2, 4: 6 } as const;
const deflateInBackground = promisify(deflate);

/**
 * A PNG by hand, unfiltered: small pictures cost next to nothing, so that many simulated servers leave the processor
 * to what is measured.
 */
export async function encodePng(
  picture: Picture,
  texts: Record<string, string>,
  compressionLevel: number,
): Promise<Buffer> {
  const { width, height, channels } = picture;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colourTypes[channels]], 8);
  const data = await deflateInBackground(scanlines(picture), { level: compressionLevel });
  return writePngChunks([
    { type: "IHDR", data: header },
    ...Object.entries(texts).map(textChunk),
    { type: "IDAT", data },
    { type: "IEND", data: Buffer.alloc(0) },
  ]);
}

/** Every row begins with the number of its filter: none. */
function scanlines({ width, height, channels, data }: Picture): Buffer {
  const length = width * channels;
  const rows = Buffer.alloc((length + 1) * height);
  for (let y = 0; y < height; y++) data.copy(rows, y * (length + 1) + 1, y * length, (y + 1) * length);
  return rows;
}
