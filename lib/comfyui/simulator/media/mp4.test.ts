import { expect, test } from "vitest";
import { solidPicture } from "#lib/comfyui/simulator/pixels/picture";
import { writeMp4 } from "./mp4.ts";

/** The boxes of a file or of a box's content, by name; `skip` jumps over what precedes the inner ones. */
function boxesIn(bytes: Buffer, skip = 0): Map<string, Buffer> {
  const boxes = new Map<string, Buffer>();
  for (let at = skip; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    boxes.set(bytes.toString("latin1", at + 4, at + 8), bytes.subarray(at + 8, at + length));
    at += length;
  }
  return boxes;
}

function inside(bytes: Buffer, ...path: string[]): Buffer {
  return path.reduce((outer, name) => boxesIn(outer).get(name) ?? Buffer.alloc(0), bytes);
}

const pictures = [0xff0000, 0x0000ff, 0x00ff00].map((color) => solidPicture(50, 38, color));
const file = writeMp4(pictures, 24, { prompt: '{"seed": 1}' });
const table = boxesIn(inside(file, "moov", "trak", "mdia", "minf", "stbl"));

test("an MP4 has one track of the size and length of its pictures, and keeps the graph", () => {
  expect([...boxesIn(file).keys()]).toEqual(["ftyp", "mdat", "moov"]);
  const entry = boxesIn(table.get("stsd") ?? Buffer.alloc(0), 8).get("avc1");
  expect([entry?.readUInt16BE(24), entry?.readUInt16BE(26)]).toEqual([50, 38]);
  const header = inside(file, "moov", "mvhd");
  expect(header.readUInt32BE(16) / header.readUInt32BE(12)).toBeCloseTo(3 / 24, 5);
  expect(inside(file, "moov", "udta", "meta").includes('{"seed": 1}')).toBe(true);
});

test("each sample is one key frame that lies where the tables say, with its samples as they are", () => {
  const sizes = table.get("stsz");
  let at = table.get("stco")?.readUInt32BE(8) ?? 0;
  for (const [index, brightness] of [82, 41, 145].entries()) {
    const length = sizes?.readUInt32BE(12 + 4 * index) ?? 0;
    const sample = file.subarray(at, at + length);
    expect(sample.readUInt32BE(0)).toBe(length - 4);
    expect(sample[4]).toBe(0x65);
    // Twelve macroblocks of 384 samples; the last ends right before the stop bit.
    expect(length).toBeGreaterThan(12 * 384);
    expect(Math.abs((sample.at(-385) ?? 0) - brightness)).toBeLessThan(2);
    at += length;
  }
});
