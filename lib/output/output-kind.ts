import type { OutputKind } from "#lib/run/output-summary-schema";

/** Media types that are stored and may be shown in place, by kind. Anything else is set aside or offered as a download. */
const kinds: Readonly<Record<string, OutputKind>> = {
  "image/png": "image",
  "image/apng": "animation",
  "image/jpeg": "image",
  "image/webp": "image",
  "image/gif": "image",
  "image/avif": "image",
  "image/tiff": "image",
  "video/mp4": "video",
  "video/webm": "video",
  "video/quicktime": "video",
  "video/matroska": "video",
  "video/vnd.avi": "video",
  "video/x-m4v": "video",
  "audio/mpeg": "audio",
  "audio/flac": "audio",
  "audio/wav": "audio",
  "audio/ogg": "audio",
  "audio/mp4": "audio",
  "audio/x-m4a": "audio",
  "audio/aac": "audio",
};

/** Pictures: the kinds a reviewer looks at in the grid. */
export const reviewableKinds: readonly OutputKind[] = ["image", "animation"];

/** What a file of this type is; `frames` tells a moving GIF or WebP from a still one. */
export function kindOf(mime: string, frames = 1): OutputKind {
  const kind = kinds[mime] ?? "other";
  return kind === "image" && frames > 1 ? "animation" : kind;
}

export function isPicture(kind: OutputKind): boolean {
  return reviewableKinds.includes(kind);
}

/** Whether a browser may be given this type as it is: never a page, a script or a document. */
export function isShownInPlace(mime: string): boolean {
  return Object.hasOwn(kinds, mime);
}
