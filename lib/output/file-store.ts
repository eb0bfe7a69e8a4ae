import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open as openFile, readdir, rename, rm, stat, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { AppError } from "#lib/errors";

/** Longest side, in pixels, of the WebP pictures made of every image. */
export const variantSizes = [256, 512, 1440] as const;
export type VariantSize = (typeof variantSizes)[number];
export type FileSize = "original" | VariantSize;

export type StoredFile = {
  path: string;
  /** Bytes. */
  size: number;
  /** The bytes from `start` to `end`, both included; all of them without a range. */
  stream(range?: { start: number; end: number }): ReadableStream<Uint8Array>;
};

/**
 * Files by the sha256 of their content, 64 lower-case hex digits. What is stored never changes, so storing the same
 * content again is harmless, and a name that exists holds all of its bytes.
 */
export type FileStore = {
  /** The bytes are written at once, but have their name only when `sound` has resolved; if it rejects nothing is kept. */
  put(sha256: string, bytes: Uint8Array, sound?: Promise<unknown>): Promise<void>;
  /** What can be made of the original again: a power cut may take it away, but never leaves a part of it. */
  putVariant(sha256: string, size: VariantSize, bytes: Uint8Array): Promise<void>;
  /** Null when there is no such file. */
  open(sha256: string, size: FileSize): Promise<StoredFile | null>;
  /** Whether a file of `bytes` would fit and leave room to breathe. */
  hasSpace(bytes?: number): Promise<boolean>;
};

/** Nothing of the file was kept. Work should wait for space, not fail. */
export class StorageFullError extends AppError {
  readonly reason = "storage_full";

  constructor(cause: unknown) {
    super("unavailable", "There is no space left for files. Free some space and try again.", { cause });
    this.name = "StorageFullError";
  }
}

export function isStorageFull(error: unknown): error is StorageFullError {
  return error instanceof StorageFullError;
}

/** Kept free of every volume: 64 MB, or a tenth of one that is small. */
const reserve = { bytes: 64 * 1024 * 1024, share: 0.1 };
const staleTempMs = 60 * 60 * 1000;

/** A store in the folder `root`: `<root>/<ab>/<cd>/<sha256>`, variants beside it as `<sha256>.<size>.webp`. */
export function createFileStore(root: string): FileStore {
  const tempFolder = join(root, "tmp");
  let swept = false;

  /** Makes sure of the folder, and once clears what a killed process left unfinished. */
  async function prepare(): Promise<void> {
    await mkdir(tempFolder, { recursive: true });
    if (swept) return;
    swept = true;
    await removeStaleFiles(tempFolder);
  }

  async function write(target: string, bytes: Uint8Array, options: WriteOptions): Promise<void> {
    // It may fail while the bytes are still being written, and is heard of when it is waited for.
    options.sound?.catch(() => undefined);
    try {
      const [size, made] = await Promise.all([
        sizeOf(target),
        mkdir(dirname(target), { recursive: true }),
        prepare(),
      ]);
      if (size === bytes.byteLength) return;
      await writeWhole(join(tempFolder, randomUUID()), target, bytes, {
        ...options,
        isNewFolder: made !== undefined,
      });
    } catch (error) {
      throw isNoSpace(error) ? new StorageFullError(error) : error;
    }
  }

  return {
    async put(sha256, bytes, sound) {
      await write(pathOf(root, sha256, "original"), bytes, { isPrecious: true, sound });
    },
    async putVariant(sha256, size, bytes) {
      await write(pathOf(root, sha256, size), bytes, { isPrecious: false });
    },
    async open(sha256, size) {
      if (!isSha256(sha256)) return null;
      const path = pathOf(root, sha256, size);
      const bytes = await sizeOf(path);
      return bytes === null ? null : { path, size: bytes, stream: (range) => streamOf(path, range) };
    },
    async hasSpace(bytes = 0) {
      try {
        await prepare();
        const { bavail, blocks, bsize } = await statfs(root);
        return bavail * bsize > bytes + Math.min(reserve.bytes, blocks * bsize * reserve.share);
      } catch (error) {
        if (isNoSpace(error)) return false;
        throw error;
      }
    },
  };
}

/** Whether the text is a hash as files are named by it: 64 lower-case hex digits. */
export function isSha256(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

function pathOf(root: string, sha256: string, size: FileSize): string {
  // The hash becomes a path, so nothing but a hash may pass.
  if (!isSha256(sha256)) throw new Error("Files are stored under 64 lower-case hex digits only.");
  const name = size === "original" ? sha256 : `${sha256}.${size}.webp`;
  return join(root, sha256.slice(0, 2), sha256.slice(2, 4), name);
}

type WriteOptions = {
  /** Whether the name, too, has to outlast a power cut; what can be made again is made again. */
  isPrecious: boolean;
  /** Waited for before the name appears. */
  sound?: Promise<unknown> | undefined;
};

/**
 * The final name appears by one rename after the bytes are on the disk: whole, or not at all. What need not come after
 * something else is done beside it: each step is a wait for a thread, and some wait for the disk.
 */
async function writeWhole(
  temp: string,
  target: string,
  bytes: Uint8Array,
  { isPrecious, isNewFolder, sound }: WriteOptions & { isNewFolder: boolean },
): Promise<void> {
  const folder = dirname(target);
  // A new folder is itself an entry that a power cut can lose; its parents are synced while the file is written.
  const parents =
    isNewFolder && isPrecious ? [syncFolder(dirname(folder)), syncFolder(dirname(dirname(folder)))] : [];
  let closed: Promise<void>;
  try {
    const handle = await openFile(temp, "wx");
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      closed = handle.close();
      closed.catch(() => undefined);
    }
    await sound;
    await rename(temp, target);
  } catch (error) {
    await rm(temp, { force: true });
    throw error;
  }
  await Promise.all([closed, ...parents, ...(isPrecious ? [syncFolder(folder)] : [])]);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await openFile(folder, "r").catch(() => null);
  try {
    await handle?.sync();
  } catch {
    // Some systems cannot sync a folder; there the rename is all that can be had.
  } finally {
    handle?.close().catch(() => undefined);
  }
}

async function removeStaleFiles(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const age = Date.now() - ((await stat(path).catch(() => null))?.mtimeMs ?? Date.now());
    if (age > staleTempMs) await rm(path, { force: true });
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}

function streamOf(path: string, range?: { start: number; end: number }): ReadableStream<Uint8Array> {
  return Readable.toWeb(createReadStream(path, range)) as ReadableStream<Uint8Array>;
}

function isNoSpace(error: unknown): boolean {
  return ["ENOSPC", "EDQUOT"].includes(codeOf(error) ?? "");
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
