import type { Actor } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import { notFound } from "#lib/errors";
import { fileReply } from "./file-reply.ts";
import { type FileSize, type FileStore, type StoredFile, variantSizes } from "./file-store.ts";
import { type KnownPicture, makeThumbnail } from "./make-thumbnails.ts";
import { isPicture, kindOf } from "./output-kind.ts";
import { findFile } from "./read-file.ts";

/**
 * The bytes of an output or asset in one size, as a response. A thumbnail that nobody made yet is made now. 404 alike
 * for what does not exist, what the actor may not see, and what has no such size.
 */
export async function serveFile(
  { db, files }: { db: Db; files: FileStore },
  actor: Actor,
  request: Request,
  { sha, size: sizeText }: { sha: string; size: string },
): Promise<Response> {
  const size = readSize(sizeText);
  const file = size === undefined ? null : await findFile(db, actor, sha);
  if (size === undefined || file === null) throw notFound("file");
  const picture = { sha256: sha, mime: file.mime };
  const stored = (await files.open(sha, size)) ?? (await openFresh(files, picture, size));
  if (stored === null) throw notFound("file");
  return fileReply(request, { ...file, sha256: sha, size, stored });
}

function readSize(text: string): FileSize | undefined {
  return text === "original" ? text : variantSizes.find((size) => String(size) === text);
}

async function openFresh(
  files: FileStore,
  picture: KnownPicture,
  size: FileSize,
): Promise<Pick<StoredFile, "size" | "stream"> | null> {
  if (size === "original" || !isPicture(kindOf(picture.mime))) return null;
  const webp = await makeThumbnail(files, picture, size);
  if (webp === null) return null;
  return { size: webp.byteLength, stream: () => new Blob([new Uint8Array(webp)]).stream() };
}
