import { startChild, type Child } from "../kit/child.ts";
import type { Rig } from "../kit/rig.ts";

let started = 0;

/** Starts `bench/queues/<program>.ts` on a database of its own. */
export function startBaseline(
  rig: Rig,
  program: "graphile-worker" | "pg-boss",
  databaseUrl: string,
  args: readonly string[],
): Promise<Child> {
  started += 1;
  return startChild({
    name: `${program}-${started}`,
    args: [`bench/queues/${program}.ts`, ...args],
    env: { DATABASE_URL: databaseUrl },
    logFolder: `${rig.folder}/logs`,
  });
}
