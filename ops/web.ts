import { spawn } from "node:child_process";
import process from "node:process";
import { env } from "#lib/env";
import { buildWeb, isBuildCurrent } from "./build.ts";
import { longLived } from "./long-lived.mjs";
import { step } from "./progress.mjs";

const withParent = ["--import", "./ops/exit-with-parent.mjs"];

/** Arguments that run the web server, built or in development, under the supervisor or alone. */
export function webArguments(mode: "start" | "dev", host: string, port: number): string[] {
  if (mode === "start") return [...withParent, "ops/web-server.ts"];
  const next = ["node_modules/next/dist/bin/next", "dev"];
  return [...withParent, ...next, "--hostname", host, "--port", String(port)];
}

if (import.meta.main) {
  const { HOST, PORT } = env();
  if (!(await isBuildCurrent())) await step("Web app", "building", buildWeb);
  const child = spawn(process.execPath, [...longLived, ...webArguments("start", HOST, PORT)], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  child.on("exit", (code) => process.exit(code ?? 1));
}
