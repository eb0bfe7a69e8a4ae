import type { Picture } from "#lib/comfyui/simulator/pixels/picture";
import { encodeH264, type H264 } from "./h264.ts";

const timescale = 90_000;

/** An MP4 file with one video track; `tags` are kept as ffmpeg keeps them. */
export function writeMp4(pictures: readonly Picture[], fps: number, tags: Record<string, string>): Buffer {
  const video = encodeH264(pictures);
  const samples = video.frames.map((frame) => Buffer.concat([word(frame.length), frame]));
  const type = box("ftyp", text("isom"), word(512), text("isomiso2avc1mp41"));
  const step = Math.round(timescale / fps);
  const movie = box(
    "moov",
    movieHeader(step * samples.length),
    track(video, samples, step, type.length + 8),
    metadata(tags),
  );
  return Buffer.concat([type, box("mdat", ...samples), movie]);
}

function movieHeader(duration: number): Buffer {
  const volume = Buffer.from([0x01, 0x00]);
  const unused = Buffer.alloc(10);
  return full(
    "mvhd",
    0,
    words(0, 0, timescale, duration, 0x10000),
    volume,
    unused,
    matrix,
    words(0, 0, 0, 0, 0, 0, 2),
  );
}

/** Everything where it is and as large as it is. */
const matrix = words(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);

function track(video: H264, samples: readonly Buffer[], step: number, offset: number): Buffer {
  const duration = step * samples.length;
  const size = words(video.width * 0x10000, video.height * 0x10000);
  const table = box(
    "stbl",
    full("stsd", 0, word(1), sampleEntry(video)),
    full("stts", 0, words(1, samples.length, step)),
    full("stsc", 0, words(1, 1, samples.length, 1)),
    full("stsz", 0, words(0, samples.length, ...samples.map(({ length }) => length))),
    full("stco", 0, words(1, offset)),
  );
  const source = box("dinf", full("dref", 0, word(1), full("url ", 1)));
  const media = box("minf", full("vmhd", 1, Buffer.alloc(8)), source, table);
  const language = Buffer.from([0x55, 0xc4, 0, 0]);
  return box(
    "trak",
    full("tkhd", 3, words(0, 0, 1, 0, duration, 0, 0, 0, 0), matrix, size),
    box("mdia", full("mdhd", 0, words(0, 0, timescale, duration), language), handler("vide"), media),
  );
}

function sampleEntry({ width, height, sequence, picture }: H264): Buffer {
  const head = Buffer.alloc(78);
  head.writeUInt16BE(1, 6);
  head.writeUInt16BE(width, 24);
  head.writeUInt16BE(height, 26);
  head.writeUInt32BE(0x480000, 28);
  head.writeUInt32BE(0x480000, 32);
  head.writeUInt16BE(1, 40);
  head.writeUInt16BE(24, 74);
  head.writeUInt16BE(0xffff, 76);
  const config = [Buffer.from([1]), sequence.subarray(1, 4), Buffer.from([0xff, 0xe1])];
  return box(
    "avc1",
    head,
    box("avcC", ...config, half(sequence.length), sequence, Buffer.from([1]), half(picture.length), picture),
  );
}

function metadata(tags: Record<string, string>): Buffer {
  const entries = Object.entries(tags);
  const keys = entries.map(([key]) => box("mdta", text(key)));
  const values = entries.map(([, value], index) => {
    const data = box("data", words(1, 0), text(value));
    return Buffer.concat([words(data.length + 8, index + 1), data]);
  });
  return box(
    "udta",
    full("meta", 0, handler("mdta"), full("keys", 0, word(keys.length), ...keys), box("ilst", ...values)),
  );
}

function handler(kind: string): Buffer {
  return full("hdlr", 0, word(0), text(kind), Buffer.alloc(13));
}

function full(type: string, flags: number, ...parts: Buffer[]): Buffer {
  return box(type, word(flags), ...parts);
}

function box(type: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([word(body.length + 8), text(type), body]);
}

function words(...values: number[]): Buffer {
  return Buffer.concat(values.map(word));
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function half(value: number): Buffer {
  return word(value).subarray(2);
}

function text(value: string): Buffer {
  return Buffer.from(value);
}
