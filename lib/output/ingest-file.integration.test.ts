import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createFileStore, type FileStore, variantSizes } from "./file-store.ts";
import { ingestFile } from "./ingest-file.ts";
import { makeThumbnails } from "./make-thumbnails.ts";
import { type HostileFile, hostileFiles } from "./testing/hostile-files.ts";
import { ingestGood, paint } from "./testing/studio.ts";

let root: string;
let files: FileStore;
let corpus: HostileFile[];
beforeAll(async () => {
  corpus = await hostileFiles();
  root = await mkdtemp(join(tmpdir(), "proofsheet-ingest-"));
  files = createFileStore(root);
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function ingestWithThumbnails(bytes: Uint8Array, filename?: string) {
  const file = await ingestGood(files, bytes, filename);
  await makeThumbnails(files, file);
  return file;
}

async function stored(sha256: string, size: "original" | 256 | 512 | 1440): Promise<Buffer> {
  const found = await files.open(sha256, size);
  if (found === null) throw new Error(`There is no ${size}.`);
  return readFile(found.path);
}

test("the bomb is a bomb: sharp's defaults would open it", async () => {
  const bomb = corpus.find(({ name }) => name === "bomb.png");
  const { width, height } = await sharp(bomb?.bytes).metadata();
  expect(width * height).toBeGreaterThan(64_000_000);
  await expect(sharp(bomb?.bytes).resize(8).toBuffer()).resolves.toBeDefined();
});

test("no file kills, none takes long, memory stays, and each is kept as what it is or set aside saying why", async () => {
  expect(corpus.length).toBeGreaterThanOrEqual(40);
  const before = process.memoryUsage().rss;
  for (const file of corpus) {
    const started = performance.now();
    const result = await ingestFile(files, file.bytes, file.name);
    const took = performance.now() - started;
    if ("kept" in file) {
      expect.soft({ name: file.name, ...result }).toMatchObject({
        name: file.name,
        quarantine: null,
        kind: file.kept,
        mime: file.mime,
        bytes: file.bytes.byteLength,
      });
    } else {
      expect.soft(result.sha256, file.name).toBeNull();
      expect.soft(result.quarantine, file.name).toMatch(file.setAside);
      expect.soft(took, file.name).toBeLessThan(2000);
    }
  }
  expect(process.memoryUsage().rss - before).toBeLessThan(256 * 1024 * 1024);
});

describe("a good picture", () => {
  test("keeps its bytes; its thumbnails are upright, fitting, never enlarged, and without metadata", async () => {
    const bytes = await sharp(await paint("teal", 1800, 900))
      .jpeg()
      .withMetadata({ orientation: 6 })
      .withExifMerge({ IFD0: { Copyright: "somebody", ImageDescription: "a secret prompt" } })
      .toBuffer();
    const file = await ingestWithThumbnails(bytes, "turned.jpg");
    expect(file).toMatchObject({ mime: "image/jpeg", kind: "image", width: 900, height: 1800 });
    expect(await stored(file.sha256, "original")).toEqual(bytes);
    for (const size of variantSizes) {
      const variant = await stored(file.sha256, size);
      const { format, width, height, exif, icc, xmp } = await sharp(variant).metadata();
      expect.soft({ format, width, height }).toEqual({ format: "webp", width: size / 2, height: size });
      expect.soft([exif, icc, xmp]).toEqual([undefined, undefined, undefined]);
    }
  });

  test("that is small stays small", async () => {
    const file = await ingestWithThumbnails(await paint("navy", 100, 50));
    const { width, height } = await sharp(await stored(file.sha256, 1440)).metadata();
    expect({ width, height }).toEqual({ width: 100, height: 50 });
  });

  test("keeps its transparency in the thumbnails, and has a thumbhash of some 25 bytes", async () => {
    const bytes = await sharp({
      create: { width: 64, height: 64, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0.5 } },
    })
      .png()
      .toBuffer();
    const file = await ingestWithThumbnails(bytes);
    expect((await sharp(await stored(file.sha256, 256)).metadata()).hasAlpha).toBe(true);
    expect(Buffer.from(file.thumbhash ?? "", "base64").byteLength).toBeLessThan(40);
  });

  test("at the limit is kept, and six at once share the work instead of the memory", async () => {
    const before = process.memoryUsage().rss;
    const large = await sharp({ create: { width: 7900, height: 7900, channels: 3, background: "plum" } })
      .png()
      .toBuffer();
    const kept = await Promise.all(Array.from({ length: 6 }, () => ingestFile(files, large, "large.png")));
    expect(kept.every(({ quarantine }) => quarantine === null)).toBe(true);
    expect(process.memoryUsage().rss - before).toBeLessThan(512 * 1024 * 1024);
  });
});
