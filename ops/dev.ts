import { spawn } from "node:child_process";
import process from "node:process";

// `npm start` without the production build: the web app reloads as you edit, everything else is the same.
const child = spawn(process.execPath, ["--import", "./ops/exit-with-parent.mjs", "ops/start.ts"], {
  stdio: ["inherit", "inherit", "inherit", "ipc"],
  env: { ...process.env, PROOFSHEET_DEV: "1" },
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
child.on("exit", (code) => process.exit(code ?? 1));
