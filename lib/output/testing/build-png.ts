import { Buffer } from "node:buffer";
import { crc32, deflateSync } from "node:zlib";

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export type PngChunk = { type: string; data: Uint8Array };

/** A PNG from its chunks, checksums right, contents as hostile as the caller wants. */
export function buildPng(chunks: readonly PngChunk[]): Buffer {
  return Buffer.concat([signature, ...chunks.map(encodeChunk)]);
}

function encodeChunk({ type, data }: PngChunk): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  return Buffer.concat([uint32(data.byteLength), body, uint32(crc32(body))]);
}

export function uint32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32BE(value >>> 0, index * 4));
  return bytes;
}

/** Image header: 8 bits, RGB. */
export function header(width: number, height: number): PngChunk {
  return { type: "IHDR", data: Buffer.concat([uint32(width, height), Buffer.from([8, 2, 0, 0, 0])]) };
}

/** Pixels of one grey tone, packed. */
export function pixels(width: number, height: number, tone = 128): Buffer {
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, tone)]);
  return deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
}

export const end: PngChunk = { type: "IEND", data: Buffer.alloc(0) };

/** A black picture of one bit a pixel: a few kilobytes, however large it claims (and is) to be. */
export function buildBlack(side: number): Buffer {
  const data = Buffer.concat([uint32(side, side), Buffer.from([1, 0, 0, 0, 0])]);
  const rows = Buffer.alloc((Math.ceil(side / 8) + 1) * side);
  return buildPng([{ type: "IHDR", data }, { type: "IDAT", data: deflateSync(rows) }, end]);
}

/** An animated PNG of `frames` small frames. */
export function buildApng(frames: number, side = 16): Buffer {
  const control = (sequence: number) => ({
    type: "fcTL",
    data: Buffer.concat([
      uint32(sequence, side, side, 0, 0),
      Buffer.from([0, 1, 0, 25]),
      Buffer.from([0, 0]),
    ]),
  });
  const rest = Array.from({ length: frames - 1 }, (_, index) => [
    control(index * 2 + 1),
    { type: "fdAT", data: Buffer.concat([uint32(index * 2 + 2), pixels(side, side, index % 256)]) },
  ]).flat();
  return buildPng([
    header(side, side),
    { type: "acTL", data: uint32(frames, 0) },
    control(0),
    { type: "IDAT", data: pixels(side, side) },
    ...rest,
    end,
  ]);
}
