import { BitWriter, crc } from "./bit-writer.ts";

export type Silence = { seconds: number; sampleRate: number; channels: number };

const blockSize = 4096;

/** A FLAC file of silence with Vorbis comments, the form in which ComfyUI saves audio and its metadata. */
export function writeFlac(audio: Silence, tags: Record<string, string>): Buffer {
  const samples = Math.max(blockSize, Math.round(audio.seconds * audio.sampleRate));
  const frames = Math.ceil(samples / blockSize);
  return Buffer.concat([
    Buffer.from("fLaC"),
    metadataBlock(0, streamInfo(audio, frames * blockSize), false),
    metadataBlock(4, vorbisComment(tags), true),
    ...Array.from({ length: frames }, (_, index) => silentFrame(index, audio.channels)),
  ]);
}

function metadataBlock(type: number, data: Buffer, last: boolean): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE((last ? 0x80000000 : 0) + type * 2 ** 24 + data.length);
  return Buffer.concat([head, data]);
}

function streamInfo({ sampleRate, channels }: Silence, samples: number): Buffer {
  const bits = new BitWriter();
  bits.write(blockSize, 16);
  bits.write(blockSize, 16);
  bits.write(0, 24);
  bits.write(0, 24);
  bits.write(sampleRate, 20);
  bits.write(channels - 1, 3);
  bits.write(15, 5);
  bits.write(samples, 36);
  return Buffer.concat([bits.toBuffer(), Buffer.alloc(16)]);
}

export function vorbisComment(tags: Record<string, string>): Buffer {
  const entries = Object.entries(tags).map(([key, text]) => sized(`${key}=${text}`));
  const count = Buffer.alloc(4);
  count.writeUInt32LE(entries.length);
  return Buffer.concat([sized("simulator"), count, ...entries]);
}

function sized(text: string): Buffer {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** A frame whose sub-frames are the constant zero: a dozen bytes for 4096 samples. */
function silentFrame(index: number, channels: number): Buffer {
  const bits = new BitWriter();
  bits.write(0x3ffe, 14);
  bits.write(0, 2);
  bits.write(12, 4);
  bits.write(0, 4);
  bits.write(channels - 1, 4);
  bits.write(4, 3);
  bits.write(0, 1);
  for (const byte of utf8Number(index)) bits.write(byte, 8);
  const head = bits.toBuffer();
  const body = Buffer.concat([head, Buffer.from([crc(head, 0x07, 8)]), ...subframes(channels)]);
  const foot = Buffer.alloc(2);
  foot.writeUInt16BE(crc(body, 0x8005, 16));
  return Buffer.concat([body, foot]);
}

function subframes(channels: number): Buffer[] {
  return Array.from({ length: channels }, () => Buffer.from([0, 0, 0]));
}

function utf8Number(value: number): Uint8Array {
  return Buffer.from(String.fromCodePoint(value), "utf8");
}
