import { type Actor, authorise } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import { AppError, invalid } from "#lib/errors";
import { capBody } from "#lib/http/read-request";
import { readProject } from "#lib/project/read-projects";
import { assetLimits } from "./asset-limits.ts";
import { decodeSeconds, inspectPicture, openPicture, PictureTooLarge } from "./decode-picture.ts";
import type { FileStore } from "./file-store.ts";
import { ingestFile, type IngestedFile } from "./ingest-file.ts";
import { pictureGate } from "./picture-gate.ts";

export const maxAssetBytes = assetLimits.bytes;

/** The other form fields and the boundaries between them. */
const formBytes = 64 * 1024;

export type ReceivedAsset = {
  projectId: string;
  file: Extract<IngestedFile, { quarantine: null }>;
  filename: string;
};

/**
 * Takes an upload in: who may, how large, then decoded and encoded again as PNG, which leaves behind metadata,
 * scripts and whatever else a file can carry, and keeps an alpha channel. Stored, but without a row yet. 400 when the
 * body is no form, 403, 404 for the project, 413 when too large, 422 at `/file` when it is no picture we can use.
 */
export async function receiveAsset(
  db: Db,
  files: FileStore,
  actor: Actor,
  request: Request,
): Promise<ReceivedAsset> {
  const form = await readForm(request);
  const slug = form.get("project");
  const project = await readProject(db, actor, typeof slug === "string" && slug !== "" ? slug : undefined);
  authorise(actor, "asset.create", project.id);

  const part = form.get("file") ?? form.get("image");
  if (part === null || typeof part === "string") {
    throw refuse("Attach the image as the form field `file`.");
  }
  if (part.size > maxAssetBytes) throw tooLarge();
  const png = await reencode(new Uint8Array(await part.arrayBuffer()));
  const file = await ingestFile(files, png, "upload.png");
  if (file.quarantine !== null) throw refuse(file.quarantine);
  return { projectId: project.id, file, filename: safeName(part.name) };
}

async function readForm(request: Request): Promise<FormData> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data\s*;/i.test(type)) {
    throw new AppError("malformed", "Send the image as multipart/form-data with a field `file`.");
  }
  try {
    // As a stream: every copy of an upload in memory is one more of what somebody else decides the size of.
    const body = capBody(request, maxAssetBytes + formBytes);
    return await new Response(body, { headers: { "content-type": type } }).formData();
  } catch (error) {
    if (error instanceof AppError) throw error.code === "too_large" ? tooLarge() : error;
    throw new AppError("malformed", "The form data is broken or incomplete. Send it again.", {
      cause: error,
    });
  }
}

async function reencode(bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes.byteLength === 0) throw refuse("The file is empty. Choose an image.");
  try {
    return await pictureGate(async () => {
      const { format, width, height } = await inspectPicture(bytes);
      if (!raster.has(format)) throw new Error(`${format} is no raster image.`);
      return openPicture(bytes)
        .timeout({ seconds: decodeSeconds(width, height) * 2 })
        .autoOrient()
        .toColourspace("srgb")
        .png()
        .toBuffer();
    });
  } catch (error) {
    throw refuse(
      error instanceof PictureTooLarge
        ? `${error.message} Make it smaller and upload it again.`
        : "This is not an image we can open. Use a PNG, JPEG, WebP, AVIF, GIF or TIFF file that opens elsewhere.",
      error,
    );
  }
}

/** Formats made of pixels. An SVG is a program that draws; it is never run. */
const raster: ReadonlySet<string> = new Set(["png", "jpeg", "webp", "heif", "gif", "tiff"]);

/** The last part of the name, without control characters; only ever shown. */
function safeName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  return last.replaceAll(/\p{C}/gu, "").trim().slice(0, 200) || "image";
}

function refuse(message: string, cause?: unknown): AppError {
  const { details } = invalid([{ path: "/file", message }]);
  return new AppError("invalid", message, { ...details, cause });
}

function tooLarge(): AppError {
  return new AppError(
    "too_large",
    `An image may have at most ${maxAssetBytes / 1024 / 1024} MB. Make it smaller and upload it again.`,
    { fields: [{ path: "/file", message: "Too large." }] },
  );
}
