import { readFile, writeFile } from "node:fs/promises";
import process from "node:process";

/** Bytes a process holds in memory (resident), now and at the most since `reset`. */
export type MemoryGauge = {
  /** Forgets the peak so far and takes what is held now as the level to count from. */
  reset(): Promise<void>;
  /** The peak since `reset` above the level then. */
  growth(): Promise<number>;
};

/** Null where there is no /proc to read them from. */
export function openMemoryGauge(pid: number): MemoryGauge | null {
  if (process.platform !== "linux") return null;
  let level = 0;

  async function read(line: "VmRSS" | "VmHWM"): Promise<number> {
    const status = await readFile(`/proc/${pid}/status`, "utf8");
    const [, kilobytes] = new RegExp(`^${line}:\\s+(\\d+) kB`, "m").exec(status) ?? [];
    if (kilobytes === undefined) throw new Error(`Process ${pid} tells no ${line}.`);
    return Number(kilobytes) * 1024;
  }

  return {
    async reset() {
      // The kernel's own word for it: 5 sets the high-water mark back to what is resident.
      await writeFile(`/proc/${pid}/clear_refs`, "5");
      level = await read("VmRSS");
    },
    growth: async () => (await read("VmHWM")) - level,
  };
}
