import path from "node:path";
import type { Profile } from "#lib/comfyui/simulator/profile";

const types: Record<string, string> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".webp": "image/webp",
  ".gif": "image/gif",
  ".svg": "image/svg+xml",
  ".txt": "text/plain",
  ".json": "application/json",
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".xml": "text/xml",
  ".flac": "audio/flac",
  ".mp3": "audio/mpeg",
  ".opus": "audio/ogg",
  ".wav": "audio/x-wav",
  ".mp4": "video/mp4",
  ".webm": "video/webm",
};

export function contentTypeOf(name: string): string {
  return types[path.extname(name).toLowerCase()] ?? "application/octet-stream";
}

/** Markup that a browser would run. */
export function isActiveContent(name: string, profile: Profile): boolean {
  const extension = path.extname(name).toLowerCase();
  if ([".html", ".htm", ".js", ".css"].includes(extension)) return true;
  return profile.hardensViews && [".svg", ".xml"].includes(extension);
}
