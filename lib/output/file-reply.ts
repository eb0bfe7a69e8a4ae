import type { FileSize, StoredFile } from "./file-store.ts";
import type { FileToServe } from "./read-file.ts";
import { isShownInPlace } from "./output-kind.ts";

export type ServedFile = FileToServe & {
  sha256: string;
  size: FileSize;
  stored: Pick<StoredFile, "size" | "stream">;
};

/**
 * A stored file as a response. Its type comes from what the bytes were found to be, never from a name; what a browser
 * might run is offered as a download, and everything is sandboxed besides. Content never changes under its hash, so
 * it may be kept for a year; ranges are for originals, where players seek.
 */
export function fileReply(request: Request, file: ServedFile): Response {
  const { sha256, size, stored } = file;
  const etag = `"${sha256}-${size}"`;
  const headers = new Headers({
    etag,
    "cache-control": "private, max-age=31536000, immutable",
    ...contentHeaders(file, new URL(request.url).searchParams.get("download") === "1"),
  });
  if (matches(request.headers.get("if-none-match"), etag))
    return new Response(null, { status: 304, headers });

  const isWhole = size !== "original" || isOutdated(request.headers.get("if-range"), etag);
  const range = isWhole ? null : parseRange(request.headers.get("range"), stored.size);
  if (size === "original") headers.set("accept-ranges", "bytes");
  if (range === "unsatisfiable") {
    headers.set("content-range", `bytes */${stored.size}`);
    headers.set("cache-control", "no-store");
    return new Response(null, { status: 416, headers });
  }
  const length = range === null ? stored.size : range.end - range.start + 1;
  headers.set("content-length", String(length));
  if (range !== null) headers.set("content-range", `bytes ${range.start}-${range.end}/${stored.size}`);
  const hasBody = request.method !== "HEAD" && length > 0;
  return new Response(hasBody ? stored.stream(range ?? undefined) : null, {
    status: range === null ? 200 : 206,
    headers,
  });
}

function contentHeaders({ mime, filename, size }: ServedFile, isDownload: boolean): Record<string, string> {
  const type = size === "original" ? mime : "image/webp";
  const isSafe = isShownInPlace(type);
  return {
    "content-type": isSafe ? type : "application/octet-stream",
    "content-disposition": disposition(isSafe && !isDownload ? "inline" : "attachment", filename, size),
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "cross-origin-resource-policy": "same-origin",
  };
}

function disposition(kind: "inline" | "attachment", filename: string, size: FileSize): string {
  const own = filename.split(/[/\\]/).at(-1)?.replaceAll(/\p{C}/gu, "") || "file";
  const name = size === "original" ? own : `${own.replace(/\.[^.]*$/, "")}-${size}.webp`;
  const plain = name.replaceAll(/[^\w .()-]/g, "_");
  const exact = encodeURIComponent(name.toWellFormed()).replaceAll(/['()*]/g, percent);
  return `${kind}; filename="${plain}"; filename*=UTF-8''${exact}`;
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function matches(ifNoneMatch: string | null, etag: string): boolean {
  const known = ifNoneMatch?.split(",").map((tag) => tag.trim().replace(/^W\//, "")) ?? [];
  return known.includes(etag) || known.includes("*");
}

/** A range of something else than what is here would be glued to the wrong bytes. */
function isOutdated(ifRange: string | null, etag: string): boolean {
  return ifRange !== null && ifRange !== etag;
}

/** One range, both ends included. Null when none is asked, or in a form we may ignore and send everything. */
function parseRange(
  header: string | null,
  size: number,
): { start: number; end: number } | "unsatisfiable" | null {
  const [, first = "", last = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? "") ?? [];
  if (first === "" && last === "") return null;
  if (first !== "" && last !== "" && Number(last) < Number(first)) return null;
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  return start > end ? "unsatisfiable" : { start, end };
}
