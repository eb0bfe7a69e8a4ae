import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { applyEdit, type Mutant } from "./mutant.ts";

/** A copy of the source that may be broken; the packages are shared. */
export type ScratchTree = {
  readonly folder: string;
  /** Breaks the copy, lets `work` look at it, and mends it. */
  broken<T>(mutant: Mutant, work: () => Promise<T>): Promise<T>;
  remove(): Promise<void>;
};

const source = [
  "app",
  "bench",
  "components",
  "lib",
  "ops",
  "params",
  "prisma",
  "workflows",
  "package.json",
  "tsconfig.json",
  "vitest.config.ts",
];

export async function openScratchTree(): Promise<ScratchTree> {
  const folder = await mkdtemp(join(tmpdir(), "proofsheet-mutants-"));
  for (const name of source) await cp(name, join(folder, name), { recursive: true });
  await symlink(resolve("node_modules"), join(folder, "node_modules"));

  return {
    folder,
    async broken({ edits }, work) {
      const whole = new Map<string, string>();
      try {
        for (const edit of edits) {
          const path = join(folder, edit.file);
          const text = await readFile(path, "utf8");
          if (!whole.has(path)) whole.set(path, text);
          await writeFile(path, applyEdit(text, edit));
        }
        return await work();
      } finally {
        for (const [path, text] of whole) await writeFile(path, text);
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
