// Every npm script goes through here: set up what is missing, then carry on under the pinned runtime.
// Plain JavaScript without packages, because on a fresh clone there is nothing else yet; works from Node 20.
import { spawn } from "node:child_process";
import process from "node:process";
import { longLived } from "./long-lived.mjs";
import { setUp } from "./setup.mjs";

const programs = {
  start: "ops/start.ts",
  test: "ops/test.ts",
  check: "ops/check.ts",
  build: "ops/build.ts",
  web: "ops/web.ts",
  dev: "ops/dev.ts",
  e2e: "ops/e2e.ts",
  screenshots: "ops/screenshots.ts",
  bench: "bench/main.ts",
  chaos: "bench/chaos/main.ts",
  worker: "lib/dispatch/main.ts",
  simulator: "lib/comfyui/simulator/main.ts",
  migrate: "prisma/migrate.ts",
  "verify-audit": "ops/verify-audit.ts",
};

const [name = "", ...rest] = process.argv.slice(2);
const program = programs[name];
if (program === undefined) {
  console.error(`There is no program "${name}". Known: ${Object.keys(programs).join(", ")}.`);
  process.exit(1);
}

try {
  const runtime = await setUp();
  // By the channel the program notices when this process is gone, even after a kill -9, and ends as well.
  const manners = ["--import", "./ops/exit-with-parent.mjs", "--import", "./ops/end-when-done.mjs"];
  const child = spawn(runtime, [...longLived, ...manners, program, ...rest], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  // The terminal sends Ctrl-C to the whole group; a signal sent to this process alone is passed on.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(signal === null ? (code ?? 1) : 1));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
