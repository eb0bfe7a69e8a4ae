import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createDb, type Db } from "#lib/db/client";
import { createRuns } from "#lib/run/create-runs";
import { owner } from "#lib/dispatch/testing/workshop";
import { startRig, type Rig } from "./rig.ts";

let rig: Rig;
let db: Db;

beforeAll(async () => {
  rig = await startRig();
  db = createDb({ url: rig.databaseUrl, poolSize: 2 });
});
afterAll(async () => {
  await db.$disconnect();
  await rig.stop();
});

async function submit(): Promise<string> {
  const input = { workflow: "model_free_card", params: {}, count: 1 };
  const [run] = await vi.waitFor(() => createRuns(db, owner, input, new Date()), 10_000);
  return run?.id ?? "";
}

function untilSucceeded(id: string): Promise<void> {
  return vi.waitFor(
    async () =>
      expect(await db.run.findUniqueOrThrow({ where: { id } })).toMatchObject({ status: "succeeded" }),
    { timeout: 40_000, interval: 100 },
  );
}

// Five processes and Postgres twice: seconds each where others keep the processors busy.
test("separate processes carry a run to its end, and go on after Postgres and the worker were killed", async () => {
  const simulator = await rig.simulator({ name: "gpu", speed: 0 });
  const first = await rig.worker({ name: "first", servers: simulator.url });
  await untilSucceeded(await submit());
  await rig.postgres.crash();
  await rig.postgres.start();
  await untilSucceeded(await submit());
  await first.kill();
  expect(first.isAlive).toBe(false);
  const id = await submit();
  await rig.worker({ name: "second", servers: simulator.url });
  await untilSucceeded(id);
  const { executions } = await simulator.ledger();
  expect(Object.values(executions), "as the simulator itself counted").toEqual([1, 1, 1]);
}, 120_000);
