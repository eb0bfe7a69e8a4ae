import { crc32 } from "node:zlib";

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * Whether a PNG is cut short, or has a chunk that is not what its checksum says. Decoders forgive that outside of the
 * pixels. What some tools append behind its end is no damage. Says nothing of what does not begin as a PNG.
 */
export function isDamagedPng(bytes: Uint8Array): boolean {
  const png = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!png.subarray(0, 8).equals(signature)) return false;
  for (let at = 8; at + 12 <= png.byteLength;) {
    const sumAt = at + 8 + png.readUInt32BE(at);
    if (sumAt + 4 > png.byteLength) return true;
    if (crc32(png.subarray(at + 4, sumAt)) !== png.readUInt32BE(sumAt)) return true;
    if (png.toString("latin1", at + 4, at + 8) === "IEND") return false;
    at = sumAt + 4;
  }
  return true;
}
