import { expect, it } from "vitest";
import type { Simulator } from "#lib/comfyui/simulator/start-simulator";
import { inTransaction } from "#lib/db/transaction";
import { drainServer, resumeServer } from "#lib/server/drain-server";
import { listServers } from "#lib/server/read-servers";
import { claimRun, readQueuedVersions } from "./claim-store.ts";
import { writeProbeWorkflows } from "./testing/probe-workflow.ts";
import { eventually, executionsOn, owner, useWorkshop } from "./testing/workshop.ts";

const workshop = useWorkshop(writeProbeWorkflows);

const shown = async () => (await listServers(workshop.db, owner)).items[0];
const untilHealth = (health: string, reason: RegExp | null) =>
  eventually(async () => {
    const server = await shown();
    expect(server?.health).toBe(health);
    if (reason === null) expect(server?.reason).toBeNull();
    else expect(server?.reason).toMatch(reason);
    return server;
  });

/** A server that answers everything but submissions, until its breaker is open; three runs wait for it then. */
async function openBreaker(slots = 1) {
  const simulator = await workshop.simulator({
    scenarios: [{ kind: "refuse-prompt", status: 500, times: "always" }],
  });
  const worker = await startWorker(simulator, slots);
  const runs = await workshop.submit("slow_probe", {}, 3);
  await untilHealth(
    "degraded",
    /^3 different runs in a row failed here because it did not answer\. It rests/,
  );
  return { simulator, worker, runs };
}

const startWorker = (simulator: Simulator, slots: number) =>
  workshop.worker([], {
    env: { COMFYUI_URL: [{ pool: "default", url: simulator.url }], COMFYUI_SLOTS: slots },
  });

/** Lets the rest be over now. */
const endRest = () =>
  workshop.db.$executeRaw`UPDATE server SET open_until = now() WHERE open_until IS NOT NULL`;

it("gives a server that keeps failing no runs, tells them why, and tries it with one run after a rest", async () => {
  const { simulator, worker, runs } = await openBreaker(2);
  const [first] = runs;
  await eventually(async () => {
    const run = await workshop.read(first?.id ?? "");
    expect(run.waiting?.code).toMatch(/no_server|retry/);
  });
  const before = simulator.ledger.read().arrivals.length;
  simulator.clearScenarios();
  // The state outlives the worker and binds all others.
  await worker.stop();
  await startWorker(simulator, 2);
  await startWorker(simulator, 2);
  await untilHealth("degraded", /It rests/);
  expect(simulator.ledger.read().arrivals).toHaveLength(before);

  simulator.plan({ kind: "slow-node", ms: 1000 });
  await endRest();
  await eventually(() => expect(Object.keys(executionsOn(simulator))).toHaveLength(1));
  await untilHealth("degraded", /Its next run is its trial/);
  expect(simulator.ledger.read()).toMatchObject({ peakRunning: 1, peakPending: 1 });
  for (const { id } of runs) await workshop.until(id, "succeeded");
  await untilHealth("ready", null);
  const audit = await workshop.db.audit.findMany({
    where: { subjectType: "server" },
    orderBy: { id: "asc" },
  });
  expect(audit.map(({ action }) => action).filter((action) => action.includes("breaker"))).toEqual([
    "server.breaker_opened",
    "server.breaker_closed",
  ]);
});

it("rests longer when the trial fails, too", async () => {
  await openBreaker();
  await endRest();
  await untilHealth("degraded", /It rests for 30 seconds/);
});

it("one trial at a time, however many workers reach for it", async () => {
  const { worker } = await openBreaker();
  await worker.stop();
  await endRest();
  await workshop.submit("slow_probe", {}, 5);
  const id = (await shown())?.id ?? "";
  await workshop.db.$executeRaw`
    INSERT INTO server_slot (server_id, index) SELECT ${id}::uuid, generate_series(1, 9)`;
  const fits = (await readQueuedVersions(workshop.db)).map((versionId) => ({ versionId, serverId: id }));
  const claims = await Promise.all(
    Array.from({ length: 8 }, (_, index) => claimRun(workshop.db, `w${index}`, fits, 60_000, new Date(), id)),
  );
  expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
});

it("whoever resumes a drained server vouches for it", async () => {
  const { simulator, runs } = await openBreaker();
  simulator.clearScenarios();
  const id = (await shown())?.id ?? "";
  await inTransaction(workshop.db, (tx) => drainServer(tx, owner, id, new Date()));
  await inTransaction(workshop.db, (tx) => resumeServer(tx, owner, id, new Date()));
  for (const run of runs) await workshop.until(run.id, "succeeded");
});
