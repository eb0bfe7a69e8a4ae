import { readFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import pg from "pg";
import { freePort } from "#lib/db/free-port";
import { startChild, type Child } from "./child.ts";

/** A durable Postgres of its own (fsync and synchronous_commit on), in a process that can be crashed and started again. */
export type RigPostgres = {
  readonly url: string;
  /** As a power cut: every backend dies at once, recovery follows on the next start. */
  crash(): Promise<void>;
  /** Resolves when connections are accepted. */
  start(): Promise<void>;
  /** Another, empty database in the same cluster; answers its address. */
  createDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
};

export async function startRigPostgres(folder: string): Promise<RigPostgres> {
  const directory = join(folder, "postgres");
  const port = await freePort();
  let child: Child | undefined;

  async function start(): Promise<void> {
    child = await startChild({
      name: "postgres",
      args: ["ops/postgres.ts", directory, String(port)],
      logFolder: join(folder, "logs"),
    });
  }

  await start();
  const password = (await readFile(`${directory}.password`, "utf8")).trim();
  const url = `postgresql://postgres:${password}@127.0.0.1:${port}/proofsheet`;
  return {
    url,
    start,
    async crash() {
      const [postmaster] = (await readFile(join(directory, "postmaster.pid"), "utf8")).split("\n");
      // The server's own word for "immediate": no checkpoint, no goodbye.
      process.kill(Number(postmaster), "SIGQUIT");
      await child?.exited;
    },
    async createDatabase(name) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
      await client.end();
      const address = new URL(url);
      address.pathname = `/${name}`;
      return address.href;
    },
    stop: async () => child?.stop(),
  };
}
