import type { Picture } from "#lib/comfyui/simulator/pixels/picture";
import { sharpOf } from "#lib/comfyui/simulator/pixels/picture";

/**
 * A WebM video whose every frame is a key frame. A lossy WebP picture holds exactly one VP8 key frame, so the encoder of
 * the image library does the work and only the container is written here.
 */
export async function writeWebm(
  pictures: readonly Picture[],
  fps: number,
  tags: Record<string, string>,
): Promise<Buffer> {
  const frames = await Promise.all(pictures.map(vp8Frame));
  const [first] = pictures;
  const duration = (1000 * frames.length) / fps;
  const blocks = frames.map((frame, i) => simpleBlock(frame, Math.round((1000 * i) / fps)));
  return Buffer.concat([
    element(0x1a45dfa3, text(0x4282, "webm"), number(0x4287, 4), number(0x4285, 2)),
    element(
      0x18538067,
      element(
        0x1549a966,
        number(0x2ad7b1, 1_000_000),
        float(0x4489, duration),
        text(0x4d80, "simulator"),
        text(0x5741, "simulator"),
      ),
      element(0x1654ae6b, track(first?.width ?? 0, first?.height ?? 0)),
      element(0x1254c367, ...Object.entries(tags).map(tag)),
      element(0x1f43b675, number(0xe7, 0), ...blocks),
    ),
  ]);
}

async function vp8Frame(picture: Picture): Promise<Buffer> {
  const webp = await sharpOf(picture).removeAlpha().webp({ quality: 80 }).toBuffer();
  for (let at = 12; at + 8 <= webp.length;) {
    const length = webp.readUInt32LE(at + 4);
    if (webp.toString("latin1", at, at + 4) === "VP8 ") return webp.subarray(at + 8, at + 8 + length);
    at += 8 + length + (length % 2);
  }
  throw new Error("no VP8 frame in the picture");
}

function track(width: number, height: number): Buffer {
  const video = element(0xe0, number(0xb0, width), number(0xba, height));
  return element(0xae, number(0xd7, 1), number(0x73c5, 1), number(0x83, 1), text(0x86, "V_VP8"), video);
}

function tag([key, value]: [string, string]): Buffer {
  return element(
    0x7373,
    element(0x63c0),
    element(0x67c8, text(0x45a3, key.toUpperCase()), text(0x4487, value)),
  );
}

function simpleBlock(frame: Buffer, timeMs: number): Buffer {
  const head = Buffer.from([0x81, (timeMs >> 8) & 255, timeMs & 255, 0x80]);
  return element(0xa3, head, frame);
}

function element(id: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(2n ** 56n + BigInt(body.length));
  return Buffer.concat([bytesOf(id), size, body]);
}

function bytesOf(id: number): Buffer {
  const hex = id.toString(16);
  return Buffer.from(hex.length % 2 ? `0${hex}` : hex, "hex");
}

function number(id: number, value: number): Buffer {
  return element(id, bytesOf(value));
}

function float(id: number, value: number): Buffer {
  const body = Buffer.alloc(8);
  body.writeDoubleBE(value);
  return element(id, body);
}

function text(id: number, value: string): Buffer {
  return element(id, Buffer.from(value));
}
