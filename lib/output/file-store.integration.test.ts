import { createHash, randomBytes } from "node:crypto";
import type * as fs from "node:fs/promises";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createFileStore, isStorageFull } from "./file-store.ts";

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "proofsheet-store-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

function content(size: number): { sha256: string; bytes: Buffer } {
  const bytes = randomBytes(size);
  return { bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
}

test("what was put is there, under its hash, with its variants beside it", async () => {
  const files = createFileStore(root);
  const { sha256, bytes } = content(1000);
  await files.put(sha256, bytes);
  await files.putVariant(sha256, 256, Buffer.from("small"));
  const original = await files.open(sha256, "original");
  expect(original).toMatchObject({
    path: join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256),
    size: 1000,
  });
  expect((await files.open(sha256, 256))?.path).toBe(`${original?.path}.256.webp`);
  expect(await files.open(sha256, 512)).toBeNull();
  const part = await new Response(original?.stream({ start: 10, end: 19 })).bytes();
  expect(Buffer.from(part)).toEqual(bytes.subarray(10, 20));
});

test("the same content from many writers at once is one file and no quarrel", async () => {
  const one = createFileStore(root);
  const other = createFileStore(root);
  const { sha256, bytes } = content(200_000);
  await Promise.all(
    Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? one : other).put(sha256, bytes)),
  );
  const found = await one.open(sha256, "original");
  expect(await readFile(found?.path ?? "")).toEqual(bytes);
  expect(await readdir(join(root, "tmp"))).toEqual([]);
});

test("a name is never seen with less than all of its bytes", async () => {
  const files = createFileStore(root);
  const { sha256, bytes } = content(30_000_000);
  let isDone = false;
  const writing = files.put(sha256, bytes).finally(() => {
    isDone = true;
  });
  const sizes = new Set<number | undefined>();
  while (!isDone) {
    sizes.add((await files.open(sha256, "original"))?.size);
    await setImmediate();
  }
  await writing;
  sizes.add((await files.open(sha256, "original"))?.size);
  sizes.delete(undefined);
  expect([...sizes]).toEqual([bytes.byteLength]);
});

test("what is not found sound yet has no name, and what is not sound leaves nothing", async () => {
  const files = createFileStore(join(root, "judged"));
  const [good, bad] = [content(1000), content(1000)];
  const { promise: sound, resolve } = Promise.withResolvers<void>();
  const keeping = files.put(good.sha256, good.bytes, sound);
  await vi.waitFor(async () => expect(await readdir(join(root, "judged", "tmp"))).toHaveLength(1));
  expect(await files.open(good.sha256, "original")).toBeNull();
  resolve();
  await keeping;
  expect((await files.open(good.sha256, "original"))?.size).toBe(1000);
  const broken = Promise.reject(new Error("It ends too early."));
  await expect(files.put(bad.sha256, bad.bytes, broken)).rejects.toThrow("too early");
  expect(await files.open(bad.sha256, "original")).toBeNull();
  expect(await readdir(join(root, "judged", "tmp"))).toEqual([]);
});

test("what a killed process left half written is never served, and goes away", async () => {
  const files = createFileStore(join(root, "killed"));
  const temp = join(root, "killed", "tmp");
  await mkdir(temp, { recursive: true });
  await writeFile(join(temp, "old"), "half");
  await writeFile(join(temp, "young"), "half, by a process that is still at it");
  const longAgo = new Date(Date.now() - 2 * 60 * 60 * 1000);
  await utimes(join(temp, "old"), longAgo, longAgo);
  const { sha256, bytes } = content(10);
  await files.put(sha256, bytes);
  expect(await readdir(temp)).toEqual(["young"]);
});

test("a file cut short by a power failure is written anew", async () => {
  const files = createFileStore(root);
  const { sha256, bytes } = content(1000);
  await files.put(sha256, bytes);
  const { path = "" } = (await files.open(sha256, "original")) ?? {};
  await writeFile(path, "");
  await files.put(sha256, bytes);
  expect((await stat(path)).size).toBe(1000);
});

test("anything but a hash is no name", async () => {
  const files = createFileStore(root);
  for (const name of ["../../etc/passwd", "", "A".repeat(64), `${"a".repeat(63)}/`, `${"a".repeat(64)}\n`]) {
    expect(await files.open(name, "original")).toBeNull();
    await expect(files.put(name, Buffer.from("x"))).rejects.toThrow("64 lower-case hex digits");
  }
});

function noSpace(): never {
  throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
}

/** The store's module on a file system in which `broken` stands for the real functions. */
async function importWith(broken: Partial<Record<keyof typeof fs, unknown>>) {
  vi.resetModules();
  vi.doMock("node:fs/promises", async (original) => ({ ...(await original<typeof fs>()), ...broken }));
  const mocked = await import("./file-store.ts");
  vi.doUnmock("node:fs/promises");
  return mocked;
}

const megabyte = 1024 * 1024;
test.each([
  ["a large volume", 1_000_000, 65, 63],
  ["a volume of 32 MB", 32, 4, 3],
])("on %s something is kept free", async (_what, size, enough, tooLittle) => {
  let free = enough;
  const { createFileStore: create } = await importWith({
    statfs: async () => ({ bavail: free, blocks: size, bsize: megabyte }),
  });
  const files = create(root);
  expect(await files.hasSpace()).toBe(true);
  free = tooLittle;
  expect(await files.hasSpace()).toBe(false);
});

test("a disk without room for a folder has no space, which is an answer and no failure", async () => {
  const { createFileStore: create } = await importWith({ mkdir: async () => noSpace() });
  expect(await create(root).hasSpace()).toBe(false);
});

test("a full disk is told apart from other failures", async () => {
  const mocked = await importWith({ rename: async () => noSpace() });
  const files = mocked.createFileStore(root);
  const { sha256, bytes } = content(1000);
  const error: unknown = await files.put(sha256, bytes).catch((thrown: unknown) => thrown);
  expect(mocked.isStorageFull(error)).toBe(true);
  expect(isStorageFull(new Error("other"))).toBe(false);
  expect(await files.open(sha256, "original")).toBeNull();
  expect(await readdir(join(root, "tmp"))).toEqual([]);
});
