import type { Buffer } from "node:buffer";
import sharp, { type Metadata, type Sharp } from "sharp";

// Hardly any picture is decoded twice, so libvips keeps none of its work.
sharp.cache(false);

/** Pixels of one frame. A picture beyond it is refused by its header, before anything is unpacked. */
const maxPixels = 64_000_000;

/** What one picture may take while it is unpacked, in bytes. Most are unpacked in strips and never come near it. */
const mostBytes = 200_000_000;

/** Refused by its header. The message says what it is and how many pixels it may have. */
export class PictureTooLarge extends Error {
  constructor(what: string, pixels: number, cause?: unknown) {
    super(`The ${what} has more than ${pixels / 1e6} million pixels, too many to open safely.`, { cause });
    this.name = "PictureTooLarge";
  }
}

export type Picture = {
  /** As shown: EXIF orientation applied. */
  width: number;
  height: number;
  frames: number;
  pixels: Pixels;
};

/** The first frame, upright, in sRGB, shrunk to the side that was asked for. */
export type Pixels = { data: Buffer; raw: { width: number; height: number; channels: 1 | 2 | 3 | 4 } };

/** What the bytes claim to be, by sharp's name for the format. */
const formats: Readonly<Record<string, string>> = {
  "image/png": "png",
  "image/apng": "png",
  "image/jpeg": "jpeg",
  "image/webp": "webp",
  "image/gif": "gif",
  "image/avif": "heif",
  "image/tiff": "tiff",
};

/**
 * What the header says. Throws `PictureTooLarge` before anything is unpacked, and what sharp throws for no picture at
 * all.
 */
export async function inspectPicture(bytes: Uint8Array): Promise<Metadata> {
  const metadata = await openPicture(bytes)
    .metadata()
    .catch((error: unknown) => {
      const isLarge = error instanceof Error && /pixel limit/i.test(error.message);
      throw isLarge ? new PictureTooLarge("picture", maxPixels, error) : error;
    });
  const whole = heldWhole(metadata);
  if (whole === null) return metadata;
  const pixels = Math.floor(mostBytes / whole.bytesPerPixel / 1e6) * 1e6;
  if (metadata.width * metadata.height > pixels) throw new PictureTooLarge(whole.what, pixels);
  return metadata;
}

/**
 * Formats whose decoder keeps the whole frame, with what it was seen to take for a pixel of 8 bits: a few kilobytes of
 * them can fill a machine. Null for those that are read in strips.
 */
function heldWhole({
  format,
  isProgressive,
  depth,
}: Metadata): { what: string; bytesPerPixel: number } | null {
  if (format === "heif") return { what: "AVIF picture", bytesPerPixel: 20 };
  if (format === "gif") return { what: "GIF picture", bytesPerPixel: 6 };
  if (format === "jpeg" && isProgressive) return { what: "progressive JPEG picture", bytesPerPixel: 4 };
  if (format !== "png" || !isProgressive) return null;
  return { what: "interlaced PNG picture", bytesPerPixel: depth === "uchar" ? 5 : 10 };
}

/** Opens bytes for decoding with the limits that every untrusted picture is held to. */
export function openPicture(bytes: Uint8Array): Sharp {
  return sharp(bytes, { limitInputPixels: maxPixels, failOn: "error", pages: 1 });
}

/** Decoding time allowed, in seconds: 2, more only for pictures that are truly large. */
export function decodeSeconds(width: number, height: number): number {
  return Math.max(2, Math.ceil((width * height) / 8_000_000));
}

/**
 * Decodes every pixel of the first frame, and keeps them no larger than `side`: what comes out can be trusted to be
 * decoded again. Throws what sharp throws: the bytes are broken, too large, too slow, or not of the type `mime`.
 */
export async function decodePicture(bytes: Uint8Array, mime: string, side: number): Promise<Picture> {
  const { format, width, height, autoOrient, pages } = await inspectPicture(bytes);
  if (format !== formats[mime]) throw new Error(`The file says ${mime} and holds ${format}.`);
  const seconds = decodeSeconds(width, height);
  // A machine that is busy for a moment must not cost anybody a picture: the second try may take longer.
  const { data, info } = await unpack(bytes, side, seconds).catch((error: unknown) => {
    if (!isTimeout(error)) throw error;
    return unpack(bytes, side, seconds * 4);
  });
  return {
    width: autoOrient.width,
    height: autoOrient.height,
    frames: pages ?? 1,
    pixels: { data, raw: { width: info.width, height: info.height, channels: info.channels } },
  };
}

function unpack(bytes: Uint8Array, side: number, seconds: number) {
  return openPicture(bytes)
    .timeout({ seconds })
    .autoOrient()
    .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
    .toColourspace("srgb")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
}

/** Whether decoding was given up for taking too long; the decoder says it in its message only. */
export function isTimeout(error: unknown): boolean {
  return error instanceof Error && /timeout/i.test(error.message);
}
