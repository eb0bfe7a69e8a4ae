import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import process from "node:process";
import { chromium } from "@playwright/test";

/** A Chromium to test with and what its process needs in the environment. */
export type Browser = { executablePath: string; env: Record<string, string> };

const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * Finds a Chromium: CHROMIUM_PATH, one that is installed, Playwright's own, and on Linux the one that an npm package
 * carries, so that a machine with nothing but npm can run the browser tests.
 */
export async function findBrowser(): Promise<Browser> {
  const installed = [process.env["CHROMIUM_PATH"], ...usualPlaces, chromium.executablePath()].find(
    (path) => path !== undefined && path !== "" && existsSync(path),
  );
  if (installed !== undefined) return { executablePath: installed, env: {} };
  if (process.platform === "linux" && process.arch === "x64") return unpackBrowser();
  throw new Error("There is no Chromium for the browser tests. Run: npx playwright install chromium");
}

async function unpackBrowser(): Promise<Browser> {
  const { default: packaged, inflate } = await import("@sparticuz/chromium");
  const executablePath = await packaged.executablePath();
  if (!lacksLibraries(executablePath)) return { executablePath, env: {} };
  // The package carries the few shared libraries that a bare system does not have.
  const root = dirname(dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")));
  const libraries = await inflate(join(root, "bin", "al2023.tar.br"));
  return { executablePath, env: { LD_LIBRARY_PATH: join(libraries, "lib") } };
}

function lacksLibraries(executablePath: string): boolean {
  try {
    return execFileSync("ldd", [executablePath], { encoding: "utf8" }).includes("not found");
  } catch {
    return true;
  }
}
