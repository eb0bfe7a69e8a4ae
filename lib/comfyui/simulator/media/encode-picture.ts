import sharp from "sharp";
import type { Picture } from "#lib/comfyui/simulator/pixels/picture";
import { sharpOf } from "#lib/comfyui/simulator/pixels/picture";
import type { PngChunk } from "#lib/comfyui/simulator/pixels/png-chunks";
import { readPngChunks, writePngChunks } from "#lib/comfyui/simulator/pixels/png-chunks";

export function encodeJpeg(picture: Picture, quality: number): Promise<Buffer> {
  return sharpOf(picture).removeAlpha().jpeg({ quality }).toBuffer();
}

type WebpOptions = { lossless: boolean; quality: number; texts: Record<string, string> };

/** Metadata goes into EXIF: the graph under Model, the workflow under Make. */
export async function encodeAnimatedWebp(
  pictures: readonly Picture[],
  fps: number,
  { lossless, quality, texts }: WebpOptions,
): Promise<Buffer> {
  const frames = await Promise.all(pictures.map((picture) => sharpOf(picture).png().toBuffer()));
  const tags: Record<string, string> = {};
  if (texts["prompt"] !== undefined) tags["Model"] = `prompt:${texts["prompt"]}`;
  if (texts["workflow"] !== undefined) tags["Make"] = `workflow:${texts["workflow"]}`;
  const [only] = frames;
  const joined = frames.length > 1 ? sharp(frames, { join: { animated: true } }) : sharp(only);
  return joined
    .webp({ lossless, quality, delay: Math.round(1000 / fps), loop: 0 })
    .withExif({ IFD0: tags })
    .toBuffer();
}

/** APNG by hand: the frames' own pixel data behind frame controls; metadata in `comf` chunks after it. */
export async function encodeAnimatedPng(
  pictures: readonly Picture[],
  fps: number,
  texts: Record<string, string>,
): Promise<Buffer> {
  const files = await Promise.all(pictures.map((picture) => sharpOf(picture).png().toBuffer()));
  const [first] = files;
  if (first === undefined) throw new Error("an animation without pictures");
  const header = readPngChunks(first).filter((chunk) => chunk.type === "IHDR");
  const size = header[0]?.data.subarray(0, 8) ?? Buffer.alloc(8);
  let sequence = 0;
  const frames = files.flatMap((file, index) => {
    const control = { type: "fcTL", data: frameControl(sequence++, size, fps) };
    const data = Buffer.concat(
      readPngChunks(file)
        .filter((chunk) => chunk.type === "IDAT")
        .map((chunk) => chunk.data),
    );
    if (index === 0) return [control, { type: "IDAT", data }];
    return [control, { type: "fdAT", data: Buffer.concat([uint32(sequence++), data]) }];
  });
  return writePngChunks([
    ...header,
    { type: "acTL", data: Buffer.concat([uint32(files.length), uint32(0)]) },
    ...frames,
    ...Object.entries(texts).map(comfChunk),
    { type: "IEND", data: Buffer.alloc(0) },
  ]);
}

function comfChunk([key, text]: [string, string]): PngChunk {
  return { type: "comf", data: Buffer.from(`${key}\0${text}`, "latin1") };
}

function frameControl(sequence: number, size: Buffer, fps: number): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt16BE(Math.min(65535, Math.round(1000 / fps)), 8);
  rest.writeUInt16BE(1000, 10);
  return Buffer.concat([uint32(sequence), size, rest]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
