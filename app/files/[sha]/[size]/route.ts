import { AppError, notFound } from "#lib/errors";
import { errorReply } from "#lib/http/reply";
import { fileReply } from "#lib/output/file-reply";
import { type FileSize, variantSizes } from "#lib/output/file-store";
import { findFile } from "#lib/output/read-file";
import { context } from "../../../context.ts";

type Route = { params: Promise<{ sha: string; size: string }> };

/** The bytes of an output or asset, for those who may see it. */
export async function GET(request: Request, route: Route): Promise<Response> {
  const { db, files, log, resolveActor } = context();
  try {
    const actor = await resolveActor(request);
    if (actor === null) throw new AppError("unauthenticated", "Sign in to see files.");
    const { sha, size: sizeText } = await route.params;
    const size = readSize(sizeText);
    const file = size === undefined ? null : await findFile(db, actor, sha);
    if (size === undefined || file === null) throw notFound("file");
    const stored = await files.open(sha, size);
    if (stored === null) throw notFound("file");
    return fileReply(request, { ...file, sha256: sha, size, stored });
  } catch (error) {
    return errorReply(error, log);
  }
}

export const HEAD = GET;

function readSize(text: string): FileSize | undefined {
  return text === "original" ? text : variantSizes.find((size) => String(size) === text);
}
