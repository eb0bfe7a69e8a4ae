import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, statSync, truncateSync, writeSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

/** A volume of its own under a folder, small enough to be filled at will. */
export type SmallDisk = {
  /** Takes all the space that is left. */
  fill(): void;
  /** Gives some bytes of it back. */
  giveBack(bytes: number): void;
  /** Gives all of it back. */
  empty(): void;
  unmount(): void;
};

const blockBytes = 64 * 1024;

/** Null where nothing can be mounted: only root may, and not in every container. */
export function mountSmallDisk(folder: string, megabytes: number): SmallDisk | null {
  if (process.getuid?.() !== 0) return null;
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=0777`, "tmpfs", folder], {
      stdio: "ignore",
    });
  } catch {
    return null;
  }
  const ballast = join(folder, "ballast");
  const unmount = (): void => void execFileSync("umount", ["-l", folder], { stdio: "ignore" });
  // Also when somebody interrupts the run.
  process.once("exit", unmount);
  return {
    fill() {
      const file = openSync(ballast, "w");
      // By halves in the end, so that not a page is left.
      for (let block = Buffer.alloc(blockBytes); block.length > 0;) {
        try {
          if (writeSync(file, block) < block.length) block = block.subarray(0, block.length >> 1);
        } catch {
          block = block.subarray(0, block.length >> 1);
        }
      }
      closeSync(file);
    },
    giveBack: (bytes) => truncateSync(ballast, Math.max(0, statSync(ballast).size - bytes)),
    empty: () => rmSync(ballast, { force: true }),
    unmount() {
      process.off("exit", unmount);
      unmount();
    },
  };
}
