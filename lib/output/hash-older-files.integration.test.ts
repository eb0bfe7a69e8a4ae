import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { inTransaction } from "#lib/db/transaction";
import { saveFiles } from "./file-row-store.ts";
import { createFileStore } from "./file-store.ts";
import { hashOlderFiles } from "./hash-older-files.ts";
import { makeThumbnails } from "./make-thumbnails.ts";
import { ingestGood, paint, paperFile } from "./testing/studio.ts";

const database = useTestDatabase();
const root = await mkdtemp(join(tmpdir(), "proofsheet-hashes-"));
afterAll(() => rm(root, { recursive: true }));

test("pictures from before get the hash that ingest gives them, and those without a thumbnail are asked once", async () => {
  const { db } = database;
  const files = createFileStore(root);
  const file = await ingestGood(files, await paint("teal", 800, 600));
  await makeThumbnails(files, file);
  const lost = paperFile("a picture whose files are gone");
  const now = new Date();
  await inTransaction(db, (tx) =>
    saveFiles(
      tx,
      [
        { ...file, perceptualHash: null },
        { ...lost, perceptualHash: null },
      ],
      now,
    ),
  );
  const running = new AbortController();
  expect(await hashOlderFiles(db, files, running.signal)).toBe(2);
  const found = await db.file.findMany({ select: { sha256: true, perceptualHash: true } });
  const hashes = new Map(found.map((row) => [row.sha256, row.perceptualHash]));
  expect(hashes.get(file.sha256)).toBe(file.perceptualHash);
  expect(hashes.get(lost.sha256)).toBe("");
  expect(await hashOlderFiles(db, files, running.signal)).toBe(0);
});

test("a worker that stops leaves the rest for later", async () => {
  const { db } = database;
  const file = { ...paperFile("later"), perceptualHash: null };
  await inTransaction(db, (tx) => saveFiles(tx, [file], new Date()));
  expect(await hashOlderFiles(db, createFileStore(root), AbortSignal.abort())).toBe(0);
});
