import type { Picture } from "#lib/comfyui/simulator/pixels/picture";
import { BitWriter } from "./bit-writer.ts";

/** The units of a stream without start codes: sequence and picture parameters, and one key frame a picture. */
export type H264 = { width: number; height: number; sequence: Buffer; picture: Buffer; frames: Buffer[] };

const block = 16;
/** The macroblock type that carries its samples as they are, and the zeros up to the next byte. */
const plainBlock = Buffer.from([0x0d, 0x00]);

/**
 * H.264 without compression: every macroblock is I_PCM. Any decoder plays it, and no encoder is needed. Sizes are cut
 * to even numbers, which is what 4:2:0 knows.
 */
export function encodeH264(pictures: readonly Picture[]): H264 {
  const [first] = pictures;
  if (first === undefined) throw new Error("a video without pictures");
  const width = first.width - (first.width % 2);
  const height = first.height - (first.height % 2);
  return {
    width,
    height,
    sequence: sequenceParameters(width, height),
    picture: pictureParameters(),
    frames: pictures.map((picture, index) => keyFrame(picture, width, height, index)),
  };
}

class Syntax extends BitWriter {
  bit(value: 0 | 1): this {
    return this.bits(value, 1);
  }

  bits(value: number, count: number): this {
    this.write(value, count);
    return this;
  }

  /** Exp-Golomb codes. */
  golomb(...values: number[]): this {
    for (const value of values) {
      const length = Math.floor(Math.log2(value + 1));
      this.bits(0, length).bits(value + 1, length + 1);
    }
    return this;
  }
}

function sequenceParameters(width: number, height: number): Buffer {
  const [columns, rows] = [Math.ceil(width / block), Math.ceil(height / block)];
  const baselineLevel5 = new Syntax().bits(66, 8).bits(0xc0, 8).bits(50, 8);
  // Identifiers, frame numbers of four bits, output in decoding order, no reference frames.
  baselineLevel5.golomb(0, 0, 2, 0).bit(0);
  baselineLevel5
    .golomb(columns - 1, rows - 1)
    .bit(1)
    .bit(1);
  const [right, bottom] = [(columns * block - width) / 2, (rows * block - height) / 2];
  baselineLevel5.bit(1).golomb(0, right, 0, bottom).bit(0);
  return unit(0x67, baselineLevel5.bit(1).toBuffer());
}

function pictureParameters(): Buffer {
  const syntax = new Syntax().golomb(0, 0).bit(0).bit(0).golomb(0, 0, 0).bit(0).bits(0, 2);
  // Three quantisers at their defaults, and leave to switch the deblocking filter off.
  return unit(0x68, syntax.golomb(0, 0, 0).bit(1).bit(0).bit(0).bit(1).toBuffer());
}

function keyFrame(picture: Picture, width: number, height: number, index: number): Buffer {
  const header = new Syntax().golomb(0, 7, 0).bits(0, 4);
  // Neighbouring key frames need different numbers; then no deblocking, and the first macroblock's type.
  header
    .golomb(index % 2)
    .bit(0)
    .bit(0)
    .golomb(0, 1, 25);
  const parts = [header.toBuffer()];
  for (let y = 0; y < height; y += block) {
    for (let x = 0; x < width; x += block) {
      if (x > 0 || y > 0) parts.push(plainBlock);
      parts.push(samplesOf(picture, x, y));
    }
  }
  return unit(0x65, Buffer.concat([...parts, Buffer.from([0x80])]));
}

/** 16 × 16 of brightness and 8 × 8 of each colour difference, in the narrow range, so never a zero. */
function samplesOf({ width, height, channels, data }: Picture, left: number, top: number): Buffer {
  const samples = Buffer.alloc(384);
  for (let i = 0; i < 256; i++) {
    const [dx, dy] = [i % block, Math.floor(i / block)];
    const x = Math.min(left + dx, width - 1);
    const y = Math.min(top + dy, height - 1);
    const at = (y * width + x) * channels;
    const [r = 0, g = 0, b = 0] = data.subarray(at, at + 3);
    samples[i] = 16.5 + 0.257 * r + 0.504 * g + 0.098 * b;
    if (dx % 2 === 1 || dy % 2 === 1) continue;
    const cell = 256 + (dy / 2) * 8 + dx / 2;
    samples[cell] = 128.5 - 0.148 * r - 0.291 * g + 0.439 * b;
    samples[cell + 64] = 128.5 + 0.439 * r - 0.368 * g - 0.071 * b;
  }
  return samples;
}

/** Two zeros before a byte up to three would look like the start of a unit; a three goes in between. */
function unit(type: number, payload: Buffer): Buffer {
  const bytes = [type];
  let zeros = 0;
  for (const byte of payload) {
    if (zeros === 2 && byte <= 3) {
      bytes.push(3);
      zeros = 0;
    }
    bytes.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return Buffer.from(bytes);
}
