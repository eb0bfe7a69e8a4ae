import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { CannotStart } from "./preflight.ts";
import type { Supervised } from "./supervise.ts";

const patienceMs = 60_000;
const lookEveryMs = 100;

type EmbeddedPostgresAt = { directory: string; port: number };

/**
 * Waits until a process serves: an http address that answers 200, or the embedded Postgres accepting connections.
 * Returns the address. Throws one sentence when the process dies or does not come up.
 */
export async function untilReady(child: Supervised, target: string | EmbeddedPostgresAt): Promise<string> {
  const deadline = Date.now() + patienceMs;
  let died: number | undefined;
  void child.failedEarly.then((code) => (died = code));
  while (Date.now() < deadline) {
    const address = typeof target === "string" ? await answers(target) : await accepts(target);
    if (address !== undefined) {
      child.markReady();
      return address;
    }
    if (died !== undefined) break;
    await new Promise((done) => setTimeout(done, lookEveryMs));
  }
  const what = died === undefined ? `did not come up within ${patienceMs / 1000} s` : "stopped at once";
  throw new CannotStart(`The ${child.name} process ${what}; its log ${child.logFile} says why.`);
}

async function answers(url: string): Promise<string | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return response.ok ? url : undefined;
  } catch {
    return undefined;
  }
}

async function accepts({ directory, port }: EmbeddedPostgresAt): Promise<string | undefined> {
  const password = await readFile(`${join(directory)}.password`, "utf8").catch(() => "");
  const url = `postgresql://postgres:${password.trim()}@127.0.0.1:${port}/proofsheet`;
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 });
  try {
    await client.connect();
    return url;
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}
