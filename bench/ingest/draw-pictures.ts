import { Buffer } from "node:buffer";
import { crc32 } from "node:zlib";
import sharp from "sharp";
import type { Random } from "../kit/random.ts";

export type DrawnPicture = { name: string; bytes: Buffer };

type Size = { width: number; height: number };
type Kind = "colour" | "alpha" | "deep" | "palette" | "grey";

/** What image servers make: the usual sizes of models, upscales, and now and then something odd. */
const shapes: readonly ({ kind: Kind } & Size)[] = [
  { kind: "colour", width: 1024, height: 1024 },
  { kind: "alpha", width: 768, height: 1024 },
  { kind: "colour", width: 1344, height: 768 },
  { kind: "palette", width: 640, height: 640 },
  { kind: "colour", width: 512, height: 768 },
  { kind: "deep", width: 1024, height: 768 },
  { kind: "colour", width: 832, height: 1216 },
  { kind: "alpha", width: 1216, height: 832 },
  { kind: "grey", width: 1024, height: 1024 },
  { kind: "colour", width: 2048, height: 2048 },
];
const longestText = 400_000;

/**
 * `count` different PNGs with the graph that made them in their text chunks, as ComfyUI writes it; the same for the same
 * seed. `shrink` divides their sides.
 */
export async function drawPictures(random: Random, count: number, shrink = 1): Promise<DrawnPicture[]> {
  const canvases: Buffer[] = [];
  for (const { kind, ...shape } of shapes.slice(0, count)) {
    const size = { width: Math.ceil(shape.width / shrink), height: Math.ceil(shape.height / shrink) };
    canvases.push(await encode(kind, await paint(random, size), size));
  }
  return Array.from({ length: count }, (_, index) => {
    const canvas = canvases[index % canvases.length] ?? Buffer.alloc(0);
    const workflow = "x".repeat(random.integer(2000, longestText));
    return {
      name: `picture_${index}.png`,
      bytes: withText(canvas, `workflow\0{"n":${index},"w":"${workflow}"}`),
    };
  });
}

/** RGBA pixels of soft shapes, the colours with a little grain: as hard to pack as a generated picture, unlike noise. */
async function paint(random: Random, { width, height }: Size): Promise<Buffer> {
  const side = 12;
  const blots = Buffer.from(Array.from({ length: side * side * 4 }, () => random.integer(0, 255)));
  const pixels = await sharp(blots, { raw: { width: side, height: side, channels: 4 } })
    .resize(width, height, { fit: "fill", kernel: "cubic" })
    .raw()
    .toBuffer();
  const grain = Buffer.from(Array.from({ length: 65_521 }, () => random.integer(0, 7)));
  for (let at = 0; at < pixels.length; at += 1) {
    if (at % 4 !== 3) pixels[at] = Math.min(255, (pixels[at] ?? 0) + (grain[at % grain.length] ?? 0));
  }
  return pixels;
}

function encode(kind: Kind, pixels: Buffer, { width, height }: Size): Promise<Buffer> {
  const picture = sharp(pixels, { raw: { width, height, channels: 4 } });
  // Level 4 is what ComfyUI saves with.
  const compressionLevel = 4;
  switch (kind) {
    case "alpha":
      return picture.png({ compressionLevel }).toBuffer();
    case "colour":
      return picture.removeAlpha().png({ compressionLevel }).toBuffer();
    case "deep":
      return picture.removeAlpha().toColourspace("rgb16").png({ compressionLevel }).toBuffer();
    case "palette":
      return picture.removeAlpha().png({ compressionLevel, palette: true }).toBuffer();
    case "grey":
      return picture.removeAlpha().toColourspace("b-w").png({ compressionLevel }).toBuffer();
  }
}

const headerEnd = 33;

/** The PNG with a tEXt chunk behind its header. */
function withText(png: Buffer, text: string): Buffer {
  const body = Buffer.from(`tEXt${text}`, "latin1");
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length - 4);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([png.subarray(0, headerEnd), length, body, checksum, png.subarray(headerEnd)]);
}
