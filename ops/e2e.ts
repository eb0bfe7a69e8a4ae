import { spawn, type ChildProcess } from "node:child_process";
import { chmod, cp, mkdtemp, rm } from "node:fs/promises";
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { freePort } from "#lib/db/free-port";
import { buildWeb, isBuildCurrent } from "./build.ts";
import { findBrowser } from "./find-browser.ts";

/**
 * Runs the browser tests against the whole product, started the way a newcomer starts it: production build, embedded
 * Postgres, simulator, worker and web in an empty data folder. Extra arguments go to Playwright.
 */
export async function runBrowserTests(args: readonly string[]): Promise<number> {
  const browser = await findBrowser();
  if (!(await isBuildCurrent())) await buildWeb();
  const data = await mkdtemp(join(tmpdir(), "proofsheet-e2e-"));
  await chmod(data, 0o755);
  const apiKey = randomBytes(24).toString("hex");
  // Of its own, so that a test may publish a workflow.
  const workflows = join(data, "library");
  for (const folder of ["workflows", "params"]) {
    await cp(folder, join(workflows, folder), { recursive: true });
  }
  const { product, link, address } = await startProduct(data, apiKey, { WORKFLOWS_DIR: workflows });
  try {
    return await run(["node_modules/@playwright/test/cli.js", "test", ...args], {
      BASE_URL: address,
      FIRST_RUN_LINK: link,
      PROOFSHEET_API_KEY: apiKey,
      WORKFLOWS_DIR: workflows,
      CHROMIUM_PATH: browser.executablePath,
      ...browser.env,
    });
  } finally {
    await stopProduct(product);
    await rm(data, { recursive: true, force: true });
  }
}

export type Product = { product: ChildProcess; link: string; address: string };

/** Starts everything as `npm start` does, in `data`, on a free port; resolves with the link it prints. */
export async function startProduct(
  data: string,
  apiKey: string,
  more: Record<string, string> = {},
): Promise<Product> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const product = spawn(process.execPath, ["ops/start.ts"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: data,
      PROOFSHEET_API_KEY: apiKey,
      SIMULATOR_SPEED: process.env["SIMULATOR_SPEED"] ?? "0.25",
      DATABASE_URL: "",
      COMFYUI_URL: "",
      ...more,
    },
  });
  const link = await new Promise<string>((done, fail) => {
    let said = "";
    product.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const found = /https?:\S+\/welcome#token=\S+/.exec(said);
      if (found) done(found[0]);
    });
    product.once("exit", (code) => fail(new Error(`npm start ended with ${code ?? "a signal"}:\n${said}`)));
  });
  return { product, link, address };
}

export async function stopProduct(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  await new Promise((done) => {
    child.once("exit", done);
    child.kill("SIGTERM");
  });
}

function run(args: readonly string[], extra: Record<string, string>): Promise<number> {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, { stdio: "inherit", env: { ...process.env, ...extra } });
    child.on("exit", (code) => done(code ?? 1));
  });
}

if (import.meta.main) {
  process.exit(await runBrowserTests(process.argv.slice(2)));
}
