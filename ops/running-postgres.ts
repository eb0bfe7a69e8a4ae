import { readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * The address of the built-in Postgres that `npm start` is running in `dataDirectory`, as its owner; null where none runs.
 * Its port is another one each time, and Postgres writes it down in its fourth line.
 */
export async function findRunningPostgres(dataDirectory: string): Promise<string | null> {
  const folder = join(dataDirectory, "postgres");
  try {
    const port = Number((await readFile(join(folder, "postmaster.pid"), "utf8")).split("\n")[3]);
    const password = (await readFile(`${folder}.password`, "utf8")).trim();
    return Number.isInteger(port) ? `postgresql://postgres:${password}@127.0.0.1:${port}/proofsheet` : null;
  } catch {
    return null;
  }
}
