import { mkdir, readFile, writeFile } from "node:fs/promises";
import os from "node:os";
import { join } from "node:path";
import process from "node:process";
import type { Bar } from "./bar.ts";
import type { Session } from "./session.ts";

const folder = join("test-results", "bench");

/** Writes one JSON file with everything needed to doubt or repeat the run; answers its path. */
export async function writeRecord(
  name: string,
  session: Session,
  bars: readonly Bar[],
  startedAt: Date,
  loadBefore: readonly number[],
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${name}-${startedAt.toISOString().replaceAll(/[:.]/g, "-")}.json`);
  const manifest = JSON.parse(await readFile("package.json", "utf8")) as Record<string, unknown>;
  const record = {
    name,
    startedAt,
    seconds: (Date.now() - startedAt.getTime()) / 1000,
    options: session.options,
    versions: {
      ...process.versions,
      dependencies: manifest["dependencies"],
      devDependencies: manifest["devDependencies"],
    },
    machine: {
      platform: process.platform,
      cpus: os.cpus().length,
      model: os.cpus()[0]?.model ?? "unknown",
      memoryBytes: os.totalmem(),
      loadBefore,
      loadAfter: os.loadavg(),
    },
    bars,
    ...session.notes,
  };
  await writeFile(file, JSON.stringify(record, replaceBigInt, 1));
  return file;
}

function replaceBigInt(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
