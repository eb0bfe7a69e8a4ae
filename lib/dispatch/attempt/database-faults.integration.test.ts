import pg from "pg";
import { expect, it } from "vitest";
import { createDb } from "#lib/db/client";
import { startTcpProxy } from "#lib/db/testing/tcp-proxy";
import { eventually, executionsOn, useWorkshop } from "#lib/dispatch/testing/workshop";
import { writeProbeWorkflows } from "#lib/dispatch/testing/probe-workflow";

const workshop = useWorkshop(writeProbeWorkflows);

it("survives losing every database connection again and again", async () => {
  const simulator = await workshop.simulator({ speed: 1 });
  const db = createDb({ url: workshop.database.url });
  const worker = await workshop.worker([simulator], { db });
  const runs = await workshop.submit("slow_probe", { steps: 4, delay: 0.03 }, 4);
  for (let cut = 0; cut < 6; cut += 1) {
    await cutConnections();
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  for (const { id } of runs) {
    const done = await workshop.until(id, "succeeded");
    expect(done.outputs).toHaveLength(1);
  }
  // An attempt whose submission was cut off may be lost; nothing is executed twice under one id.
  expect(new Set(Object.values(executionsOn(simulator)))).toEqual(new Set([1]));
  expect(await workshop.db.serverSlot.count({ where: { attemptId: { not: null } } })).toBe(0);
  await worker.stop();
  await db.$disconnect();
});

it("finishes what ComfyUI finished while the database was away", async () => {
  const direct = new URL(workshop.database.url);
  const proxy = await startTcpProxy({ host: direct.hostname, port: Number(direct.port) });
  const url = Object.assign(new URL(direct), { port: String(proxy.port) }).href;
  const db = createDb({ url });
  const simulator = await workshop.simulator({ speed: 1 });
  const worker = await workshop.worker([simulator], { db, url });
  const [run] = await workshop.submit("slow_probe", { steps: 10, delay: 0.03 });
  await eventually(() => expect(Object.keys(executionsOn(simulator))).toHaveLength(1));
  proxy.cut();
  await eventually(() => expect(simulator.ledger.read().finished).toHaveLength(1));
  // Longer than the worker's patience with steps that fail for no such reason.
  await new Promise((resolve) => setTimeout(resolve, 800));
  proxy.mend();
  const done = await workshop.until(run?.id ?? "", "succeeded");
  expect(done.attempts).toMatchObject([{ status: "done" }]);
  expect(Object.values(executionsOn(simulator))).toEqual([1]);
  await worker.stop();
  await db.$disconnect();
  await proxy.stop();
});

/** Ends every other connection to this database, as a restart of Postgres or a firewall would. */
async function cutConnections(): Promise<void> {
  const client = new pg.Client({ connectionString: workshop.database.url, application_name: "nemesis" });
  await client.connect();
  await client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
  );
  await client.end();
}
