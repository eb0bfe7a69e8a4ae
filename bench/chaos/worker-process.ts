import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { z } from "zod";
import { createDb } from "#lib/db/client";
import type { DispatchPoint } from "#lib/dispatch/dispatch";
import { startWorker } from "#lib/dispatch/start-worker";
import { usualTimings, type Timings } from "#lib/dispatch/timings";
import { env, filesFolder } from "#lib/env";
import { createLog } from "#lib/log";
import { createFileStore } from "#lib/output/file-store";

const settings = z
  .object({
    /** With `workflows` and `params` in it. */
    CHAOS_WORKFLOWS: z.string(),
    /** A file named as one of the points lies in here: whoever gets there first takes it and dies on the spot. */
    CHAOS_ORDERS: z.string(),
    CHAOS_TIMINGS: z
      .string()
      .default("{}")
      .transform((text) => JSON.parse(text) as Partial<Timings>),
  })
  .parse(process.env);

/** The real worker, with the probe workflows and a way to be killed at a named point of its work. */
async function main(): Promise<void> {
  const environment = env();
  const log = createLog("worker");
  const worker = await startWorker({
    db: createDb({ url: environment.DATABASE_URL }),
    url: environment.DATABASE_URL,
    files: createFileStore(filesFolder(environment)),
    env: environment,
    log,
    folders: {
      workflows: join(settings.CHAOS_WORKFLOWS, "workflows"),
      params: join(settings.CHAOS_WORKFLOWS, "params"),
    },
    timings: { ...usualTimings, ...settings.CHAOS_TIMINGS },
    reach: dieWhenOrdered,
  });
  process.send?.({ ready: true, workerId: worker.id });
  const stop = (): void => void worker.stop().then(() => process.exit(0));
  process.once("SIGTERM", stop);
  process.once("disconnect", stop);
}

function dieWhenOrdered(point: DispatchPoint): void {
  const order = join(settings.CHAOS_ORDERS, point);
  const mine = `${order}.${process.pid}`;
  try {
    // Of several workers at the point, the one whose rename succeeds was meant.
    renameSync(order, mine);
  } catch {
    return;
  }
  rmSync(mine);
  process.kill(process.pid, "SIGKILL");
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
