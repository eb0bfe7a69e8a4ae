import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";

export type FileWatch = {
  /** Names that were seen with other than all of their bytes. */
  readonly broken: ReadonlySet<string>;
  /** How many finished files were seen whole. */
  readonly whole: ReadonlySet<string>;
  /** One look at every file that stands under its final name. */
  look(): Promise<void>;
  /** Looks again and again until stopped. */
  start(): void;
  stop(): Promise<void>;
};

const betweenLooksMs = 5;

/** Reads a file store over and over from outside, as a web process would, and judges each file the moment it appears. */
export function watchFiles(root: string): FileWatch {
  const broken = new Set<string>();
  const whole = new Set<string>();
  let isStopped = false;
  let looking: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name);
      const name = relative(root, path);
      if (!entry.isFile() || name.startsWith("tmp/") || whole.has(name)) continue;
      const bytes = await readFile(path).catch(() => null);
      if (bytes === null) continue;
      (isWhole(basename(path), bytes) ? whole : broken).add(name);
    }
  }

  async function keepLooking(): Promise<void> {
    while (!isStopped) {
      await look();
      await new Promise((resolve) => setTimeout(resolve, betweenLooksMs));
    }
  }

  return {
    broken,
    whole,
    look,
    start: () => void (looking = keepLooking()),
    async stop() {
      isStopped = true;
      await looking;
    },
  };
}

/** An original carries its hash as its name; a WebP variant its length in its header. */
function isWhole(name: string, bytes: Buffer): boolean {
  if (!name.includes(".")) return createHash("sha256").update(bytes).digest("hex") === name;
  return bytes.byteLength > 12 && bytes.readUInt32LE(4) + 8 === bytes.byteLength;
}
