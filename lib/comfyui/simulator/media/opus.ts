import { crc } from "./bit-writer.ts";
import { vorbisComment } from "./flac.ts";

/** 20 ms of silence in Opus. */
const silence = Buffer.from([0xf8, 0xff, 0xfe]);
const packetsPerPage = 50;

/** An Ogg Opus file of silence, metadata as comments. */
export function writeOpus(seconds: number, tags: Record<string, string>): Buffer {
  const packets = Math.max(1, Math.ceil(seconds * 50));
  const pages = [
    page([opusHead()], 0, 0, 2),
    page([Buffer.concat([Buffer.from("OpusTags"), vorbisComment(tags)])], 1, 0, 0),
  ];
  for (let sent = 0; sent < packets;) {
    const count = Math.min(packetsPerPage, packets - sent);
    sent += count;
    const last = sent >= packets;
    pages.push(
      page(
        Array.from({ length: count }, () => silence),
        pages.length,
        sent * 960,
        last ? 4 : 0,
      ),
    );
  }
  return Buffer.concat(pages);
}

function opusHead(): Buffer {
  const head = Buffer.alloc(19);
  head.write("OpusHead");
  head.set([1, 2], 8);
  head.writeUInt32LE(48000, 12);
  return head;
}

function page(packets: Buffer[], sequence: number, position: number, flags: number): Buffer {
  const lacing = packets.flatMap(({ length }) => [
    ...Array.from({ length: Math.floor(length / 255) }, () => 255),
    length % 255,
  ]);
  const head = Buffer.alloc(27);
  head.write("OggS");
  head[5] = flags;
  head.writeBigUInt64LE(BigInt(position), 6);
  head.writeUInt32LE(1, 14);
  head.writeUInt32LE(sequence, 18);
  head[26] = Math.min(255, lacing.length);
  const whole = Buffer.concat([head, Buffer.from(lacing.slice(0, 255)), ...packets]);
  whole.writeUInt32LE(crc(whole, 0x04c11db7, 32), 22);
  return whole;
}
