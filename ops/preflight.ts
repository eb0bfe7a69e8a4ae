import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import pg from "pg";
import { freePort } from "#lib/db/free-port";
import type { ConfiguredServer } from "#lib/env";

/** Something stands in the way of starting; the message is one sentence with the remedy. */
export class CannotStart extends Error {}

/** Refuses a port that somebody uses, before anything has been started. */
export function requireFreePort(host: string, port: number): Promise<void> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) =>
      fail(new CannotStart(portProblem(error, host, port))),
    );
    probe.listen(port, host, () => probe.close(() => done()));
  });
}

/**
 * A port that stays the same from one start to the next as long as nobody else takes it, so that the simulator is the
 * same server to the runs that were on it.
 */
export async function keptPort(file: string): Promise<number> {
  const kept = Number(existsSync(file) ? readFileSync(file, "utf8") : "");
  const isUsable = Number.isInteger(kept) && kept > 0;
  const port = isUsable && (await isFree(kept)) ? kept : await freePort();
  writeFileSync(file, String(port));
  return port;
}

function isFree(port: number): Promise<boolean> {
  return requireFreePort("127.0.0.1", port).then(
    () => true,
    () => false,
  );
}

function portProblem(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === "EADDRINUSE") {
    return `Port ${port} is in use by another program; stop that program or choose another port: PORT=${port + 1} npm start`;
  }
  if (error.code === "EACCES")
    return `Port ${port} needs special rights; choose one above 1023: PORT=3000 npm start`;
  return `The address ${host} cannot be used on this machine (${error.code}); set HOST=127.0.0.1.`;
}

/**
 * Makes the data folder ours until the returned function is called. A lock left by a process that is gone is taken
 * over.
 */
export function lockDataDirectory(directory: string): () => void {
  const folder = resolve(directory);
  const file = join(folder, "proofsheet.lock");
  try {
    makeFolder(folder);
    takeLock(file, folder);
  } catch (error) {
    if (error instanceof CannotStart) throw error;
    throw new CannotStart(
      `The data folder ${folder} cannot be written (${(error as NodeJS.ErrnoException).code}); give this user write access or set DATA_DIR to another folder.`,
    );
  }
  return () => rmSync(file, { force: true });
}

/** Not `recursive`: where a parent exists but takes no folders (as in /proc), that never returns. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

function takeLock(file: string, folder: string): void {
  try {
    const handle = openSync(file, "wx");
    writeSync(handle, String(process.pid));
    closeSync(handle);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    const holder = Number(readFileSync(file, "utf8"));
    if (holder !== process.pid && isProofsheet(holder)) {
      throw new CannotStart(
        `Another Proofsheet (process ${holder}) is using the data folder ${folder}; stop it or set DATA_DIR to another folder.`,
      );
    }
    rmSync(file, { force: true });
    takeLock(file, folder);
  }
}

/** A pid is handed out again after a reboot, so where the system tells, the program's name is checked too. */
function isProofsheet(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("ops/start.ts");
  } catch {
    return true;
  }
}

/** One connection to prove that the address works. */
export async function requireDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const where = URL.parse(url)?.host ?? "the given address";
    throw new CannotStart(
      `The database of DATABASE_URL at ${where} cannot be used (${code ?? message}); start it or correct DATABASE_URL, or leave it out to use the built-in one.`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** At least one of the configured ComfyUI servers must answer; returns those that do not. */
export async function requireServers(servers: readonly ConfiguredServer[]): Promise<ConfiguredServer[]> {
  const answers = await Promise.all(
    servers.map(async (server) => {
      try {
        const response = await fetch(`${server.url}/system_stats`, { signal: AbortSignal.timeout(10_000) });
        await response.arrayBuffer();
        return response.ok;
      } catch {
        return false;
      }
    }),
  );
  const silent = servers.filter((_, index) => answers[index] !== true);
  if (servers.length > 0 && silent.length === servers.length) {
    throw new CannotStart(
      `No ComfyUI answers at ${silent.map((server) => server.url).join(", ")}; start it or correct COMFYUI_URL, or leave it out to use the simulator.`,
    );
  }
  return silent;
}
