import type { Actor } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import { notFound } from "#lib/errors";
import { fileReply } from "./file-reply.ts";
import { type FileSize, type FileStore, variantSizes } from "./file-store.ts";
import { findFile } from "./read-file.ts";

/**
 * The bytes of an output or asset in one size, as a response. 404 alike for what does not exist, what the actor may
 * not see, and what has no such size.
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
  const stored = await files.open(sha, size);
  if (stored === null) throw notFound("file");
  return fileReply(request, { ...file, sha256: sha, size, stored });
}

function readSize(text: string): FileSize | undefined {
  return text === "original" ? text : variantSizes.find((size) => String(size) === text);
}
