import { execFile } from "node:child_process";
import { mkdtemp, open, rm, statfs, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A file system of a few megabytes in memory, and a ballast in it that takes the room away and gives it back. */
export type SmallVolume = {
  readonly folder: string;
  /** Takes every byte that is left. */
  fill(): Promise<void>;
  /** Gives some bytes back. */
  giveBack(bytes: number): Promise<void>;
  /** Gives everything back. */
  empty(): Promise<void>;
  /** Unmounts and removes it. Whoever writes there has to be gone. */
  remove(): Promise<void>;
};

/** Null where this process may not mount: only root may, and only where the system lets it. */
export async function mountSmallVolume(megabytes: number): Promise<SmallVolume | null> {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return null;
  const folder = await mkdtemp(join(tmpdir(), "proofsheet-small-"));
  const options = `size=${megabytes}m,mode=0755`;
  const isMounted = await run("mount", ["-t", "tmpfs", "-o", options, "proofsheet", folder]).then(
    () => true,
    () => false,
  );
  if (!isMounted) {
    await rm(folder, { recursive: true });
    return null;
  }
  const ballast = join(folder, "ballast");
  let held = 0;

  return {
    folder,
    async fill() {
      const handle = await open(ballast, "a");
      try {
        for (let size = 1024 * 1024; size >= 4096;) {
          const isWritten = await handle.appendFile(Buffer.alloc(size)).then(
            () => true,
            () => false,
          );
          if (!isWritten) size /= 2;
        }
        held = (await handle.stat()).size;
      } finally {
        await handle.close();
      }
      const { bavail, bsize } = await statfs(folder);
      if (bavail * bsize > 64 * 1024) throw new Error(`The volume still has ${bavail * bsize} bytes.`);
    },
    async giveBack(bytes) {
      held = Math.max(0, held - bytes);
      await truncate(ballast, held);
    },
    empty: () => rm(ballast, { force: true }),
    async remove() {
      await run("umount", ["--lazy", folder]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
