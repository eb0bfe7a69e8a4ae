import { createHash } from "node:crypto";
import { fileTypeFromBuffer } from "file-type";
import type { OutputKind } from "#lib/run/output-summary-schema";
import { isTimeout, PictureTooLarge } from "./decode-picture.ts";
import { examinePicture, nothingSeen, type Sight } from "./examine-picture.ts";
import type { FileStore } from "./file-store.ts";
import { isPicture, kindOf } from "./output-kind.ts";
import { pictureGate } from "./picture-gate.ts";
import { pixelShelf } from "./pixel-shelf.ts";

/** A stored file, or one that was set aside: then `quarantine` says why, and nothing of it was kept. */
export type IngestedFile =
  | {
      sha256: string;
      bytes: number;
      mime: string;
      kind: OutputKind;
      width: number | null;
      height: number | null;
      /** Base64; pictures only. */
      thumbhash: string | null;
      /** Hex; pictures only. */
      perceptualHash: string | null;
      quarantine: null;
    }
  | {
      sha256: null;
      bytes: null;
      mime: null;
      kind: OutputKind;
      width: null;
      height: null;
      thumbhash: null;
      perceptualHash: null;
      quarantine: string;
    };

/**
 * Looks at the bytes, never at the name, and stores them. A picture is decoded to its last pixel first; its thumbnails
 * are nobody's hurry and are made later. Hostile or broken bytes are set aside, not thrown; only the file store itself
 * can fail (`StorageFullError` when there is no room).
 */
export async function ingestFile(
  files: FileStore,
  bytes: Uint8Array,
  filename: string,
): Promise<IngestedFile> {
  if (bytes.byteLength === 0) return setAside("other", "The file is empty.");
  const mime = await mimeOf(bytes);
  const kind = kindOf(mime);
  if (kind === "other") return setAside("other", describeStranger(bytes, mime, filename));

  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const { promise: sound, resolve: onSound, reject: onBroken } = Promise.withResolvers<void>();
  const seeing = isPicture(kind)
    ? pictureGate(() => examinePicture(bytes, mime, onSound))
    : Promise.resolve(nothingSeen);
  seeing.then(() => onSound(), onBroken);
  // Written while it is looked at; it has its name only when it turned out to be sound.
  const stored = files.put(sha256, bytes, sound);
  stored.catch(() => undefined);
  let seen: Sight;
  try {
    seen = await seeing;
  } catch (error) {
    return setAside(kind, describeFailure(error));
  }
  await stored;
  const { pixels, frames, ...facts } = seen;
  if (pixels !== null) pixelShelf.put(sha256, pixels);
  return keep({ sha256, bytes: bytes.byteLength, mime, kind: kindOf(mime, frames), ...facts });
}

function keep(file: Omit<Extract<IngestedFile, { quarantine: null }>, "quarantine">): IngestedFile {
  return { ...file, quarantine: null };
}

/** A file that is not kept, and why. */
export function setAside(kind: OutputKind, quarantine: string): IngestedFile {
  return {
    sha256: null,
    bytes: null,
    mime: null,
    kind,
    width: null,
    height: null,
    thumbhash: null,
    perceptualHash: null,
    quarantine,
  };
}

/** The media type by signature, "" when there is none. A signature reader that stumbles has found nothing. */
async function mimeOf(bytes: Uint8Array): Promise<string> {
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  return found?.mime.split(";")[0] ?? "";
}

function describeStranger(bytes: Uint8Array, mime: string, filename: string): string {
  const found = textualTypeOf(bytes) ?? (mime === "" ? null : mime);
  const named = /\.(png|jpe?g|webp|gif|avif|tiff?|mp4|webm|mov|mp3|wav|flac|ogg)$/i.exec(filename)?.[0];
  const claim = named === undefined ? "" : ` although its name ends in ${named.toLowerCase()}`;
  return found === null
    ? `The file is no picture, video or sound that we can recognise${claim}.`
    : `The file is ${found}${claim}; only pictures, video and sound are kept.`;
}

/** What has no signature of its own; people still deserve to read what was sent. */
function textualTypeOf(bytes: Uint8Array): string | null {
  const start = new TextDecoder().decode(bytes.subarray(0, 1024)).toLowerCase();
  if (start.includes("<svg")) return "an SVG drawing";
  if (/<!doctype html|<html|<script|<body/.test(start)) return "an HTML page";
  return null;
}

function describeFailure(error: unknown): string {
  if (error instanceof PictureTooLarge) return error.message;
  const message = error instanceof Error ? error.message : "";
  if (isTimeout(error)) return "The picture took too long to open.";
  if (/end of|truncat|premature|short|not enough data/i.test(message)) {
    return "The picture ends too early: the file is incomplete.";
  }
  return "The picture cannot be opened: the file is damaged.";
}
