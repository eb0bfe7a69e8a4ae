import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";

const inputs = ["app", "components", "lib", "prisma/schema"];
const files = ["package-lock.json", "next.config.ts", "postcss.config.mjs", "proxy.ts", "tsconfig.json"];
const stamp = ".next/proofsheet-build";

/** Whether the production build on disk was made from the files as they are. */
export async function isBuildCurrent(): Promise<boolean> {
  const built = await readFile(stamp, "utf8").catch(() => "");
  return built !== "" && built === (await sourceHash());
}

/** Builds the web app for production. Throws with the end of the build's own words. */
export async function buildWeb(): Promise<void> {
  const hash = await sourceHash();
  await new Promise<void>((done, fail) => {
    const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
    });
    let tail = "";
    const keep = (chunk: Buffer): void => void (tail = (tail + chunk.toString()).slice(-6000));
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", fail);
    child.on("exit", (code) =>
      code === 0 ? done() : fail(new Error(`The web app could not be built:\n${tail}`)),
    );
  });
  await writeFile(stamp, hash);
}

async function sourceHash(): Promise<string> {
  const hash = createHash("sha256");
  for (const file of files) hash.update(file).update(await readFile(file).catch(() => ""));
  for (const folder of inputs) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile() && /\.(ts|tsx|css|mjs|svg|prisma)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !/\.test\.tsx?$|\/testing\/|\/simulator\//.test(path));
    for (const path of paths.sort()) hash.update(path).update(await readFile(path));
  }
  return hash.digest("hex");
}

if (import.meta.main) {
  await buildWeb();
}
