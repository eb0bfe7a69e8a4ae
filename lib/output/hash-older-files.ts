import sharp from "sharp";
import type { Db } from "#lib/db/client";
import { savePerceptualHash } from "./file-row-store.ts";
import { variantSizes, type FileStore } from "./file-store.ts";
import { hashesOf } from "./picture-hashes.ts";
import { findUnhashedFiles } from "./read-unhashed-files.ts";

const atOnce = 50;
const [smallest] = variantSizes;

/**
 * Looks at pictures that were stored before they had a perceptual hash, by their smallest thumbnail; one after the
 * other, because nobody waits for it. Ends when none is left or `signal` says so.
 */
export async function hashOlderFiles(db: Db, files: FileStore, signal: AbortSignal): Promise<number> {
  let hashed = 0;
  for (;;) {
    const found = await findUnhashedFiles(db, atOnce);
    for (const sha256 of found) {
      if (signal.aborted) return hashed;
      await savePerceptualHash(db, sha256, await hashOf(files, sha256));
      hashed += 1;
    }
    if (found.length < atOnce) return hashed;
  }
}

/** Empty for one whose thumbnail is gone or broken: looking again would find the same. */
async function hashOf(files: FileStore, sha256: string): Promise<string> {
  const file = await files.open(sha256, smallest);
  if (file === null) return "";
  try {
    const bytes = await new Response(file.stream()).arrayBuffer();
    return (await hashesOf(sharp(bytes))).perceptualHash;
  } catch {
    return "";
  }
}
