import { spawn } from "node:child_process";
import process from "node:process";

/** `npm run verify-audit` as an engineer has it, on the database at `url`. */
export function runVerify(url: string, ...args: string[]): Promise<{ code: number | null; said: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, ["ops/verify-audit.ts", ...args], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, DATABASE_URL: url },
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
    }
    child.once("close", (code) => done({ code, said: said.trim() }));
  });
}
