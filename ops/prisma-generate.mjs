// Generates the Prisma client. The generator asks for a schema engine that it never runs and would download it;
// naming any existing executable keeps this step offline.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import process from "node:process";

const prisma = createRequire(import.meta.url).resolve("prisma/build/index.js");
const { status } = spawnSync(process.execPath, [prisma, "generate"], {
  stdio: process.argv.includes("--quiet") ? ["ignore", "ignore", "inherit"] : "inherit",
  env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1" },
});
process.exit(status ?? 1);
