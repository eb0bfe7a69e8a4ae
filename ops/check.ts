import { spawn } from "node:child_process";
import process from "node:process";

/** What CI asks before any test: types, lint with import rules and file lengths, formatting, dead code. */
export const checks = [
  { name: "route types", args: ["node_modules/next/dist/bin/next", "typegen"] },
  { name: "types", args: ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "."] },
  { name: "lint", args: ["node_modules/oxlint/bin/oxlint", "--type-aware", "--quiet"] },
  { name: "format", args: ["node_modules/oxfmt/bin/oxfmt", "--check", "."] },
  { name: "dead code", args: ["node_modules/knip/bin/knip.js", "--no-progress"] },
];

export function runCheck(args: readonly string[]): Promise<{ ok: boolean; output: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, FORCE_COLOR: "0", NEXT_TELEMETRY_DISABLED: "1" },
    });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.on("error", (error) => done({ ok: false, output: error.message }));
    child.on("exit", (code) => done({ ok: code === 0, output }));
  });
}

if (import.meta.main) {
  let failed = 0;
  for (const { name, args } of checks) {
    const { ok, output } = await runCheck(args);
    console.log(`${ok ? "✓" : "✗"} ${name}`);
    if (!ok) {
      failed += 1;
      console.log(output.trim());
    }
  }
  process.exit(failed === 0 ? 0 : 1);
}
