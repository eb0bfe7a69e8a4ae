import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createFileStore, type FileStore, StorageFullError, variantSizes } from "./file-store.ts";
import { makeThumbnail, makeThumbnails } from "./make-thumbnails.ts";
import { pixelShelf } from "./pixel-shelf.ts";
import { ingestGood, paint, paperFile } from "./testing/studio.ts";

let root: string;
let files: FileStore;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "proofsheet-thumbnails-"));
  files = createFileStore(root);
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** The store, and what was written into it: a size more than once when it was made more than once. */
function countedStore(): { store: FileStore; written: number[] } {
  const written: number[] = [];
  const store: FileStore = {
    ...files,
    putVariant: (sha256, size, bytes) => {
      written.push(size);
      return files.putVariant(sha256, size, bytes);
    },
  };
  return { store, written };
}

test("ingest leaves them for later, and each is made once however often all are asked for", async () => {
  const file = await ingestGood(files, await paint("teal", 800, 600));
  expect(await files.open(file.sha256, 256)).toBeNull();
  const { store, written } = countedStore();
  await makeThumbnails(store, file);
  await makeThumbnails(store, file);
  expect(written.toSorted((a, b) => a - b)).toEqual([...variantSizes]);
});

test("however many ask for one at once, it is made once, and only that one", async () => {
  const file = await ingestGood(files, await paint("navy", 800, 600));
  const { store, written } = countedStore();
  const made = await Promise.all(Array.from({ length: 20 }, () => makeThumbnail(store, file, 512)));
  expect(new Set(made).size).toBe(1);
  expect(written).toEqual([512]);
  expect((await files.open(file.sha256, 512))?.size).toBe(made[0]?.byteLength);
});

test("what is made for somebody who asks is what would have been made without them", async () => {
  const file = await ingestGood(files, await paint("plum", 2000, 900));
  const asked = await makeThumbnail(files, file, 256);
  pixelShelf.drop(file.sha256);
  await rm((await files.open(file.sha256, 256))?.path ?? "");
  await makeThumbnails(files, file);
  const kept = await files.open(file.sha256, 256);
  expect(Buffer.from(await new Response(kept?.stream()).arrayBuffer())).toEqual(asked);
});

test("a full disk keeps nobody from seeing a thumbnail, and stops those that nobody waits for", async () => {
  const file = await ingestGood(files, await paint("gold", 300, 200));
  const full: FileStore = {
    ...files,
    putVariant: () => Promise.reject(new StorageFullError(new Error("ENOSPC"))),
  };
  expect((await makeThumbnail(full, file, 256))?.subarray(8, 12).toString()).toBe("WEBP");
  await expect(makeThumbnails(full, file)).rejects.toBeInstanceOf(StorageFullError);
});

test("of a picture that is gone nothing can be made", async () => {
  const gone = paperFile("gone");
  expect(await makeThumbnail(files, gone, 256)).toBeNull();
  await expect(makeThumbnails(files, gone)).resolves.toBeUndefined();
});
