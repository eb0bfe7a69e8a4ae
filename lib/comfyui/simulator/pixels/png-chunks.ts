import { crc32 } from "node:zlib";

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export type PngChunk = { type: string; data: Buffer };

/** Throws when the bytes do not begin like a PNG. */
export function readPngChunks(png: Buffer): PngChunk[] {
  if (!png.subarray(0, 8).equals(signature)) throw new Error("not a PNG file");
  const chunks: PngChunk[] = [];
  for (let at = 8; at + 12 <= png.length;) {
    const length = png.readUInt32BE(at);
    const type = png.toString("latin1", at + 4, at + 8);
    chunks.push({ type, data: png.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

export function writePngChunks(chunks: readonly PngChunk[]): Buffer {
  return Buffer.concat([signature, ...chunks.map(writeChunk)]);
}

function writeChunk({ type, data }: PngChunk): Buffer {
  const typed = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(typed), 4);
  return Buffer.concat([frame.subarray(0, 4), typed, frame.subarray(4)]);
}

/** Where ComfyUI's own files have them: right after the header. */
export function textChunk([key, text]: [string, string]): PngChunk {
  return { type: "tEXt", data: Buffer.from(`${key}\0${text}`, "latin1") };
}

/** Text chunks by key. */
export function readTextChunks(png: Buffer): Record<string, string> {
  const texts = readPngChunks(png)
    .filter((chunk) => chunk.type === "tEXt")
    .map((chunk) => chunk.data.toString("latin1").split("\0", 2));
  return Object.fromEntries(texts.map(([key, text]) => [key ?? "", text ?? ""]));
}
