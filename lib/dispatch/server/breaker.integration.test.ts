import { expect, it } from "vitest";
import type { Simulator } from "#lib/comfyui/simulator/start-simulator";
import { inTransaction } from "#lib/db/transaction";
import { drainServer, resumeServer } from "#lib/server/drain-server";
import { listServers } from "#lib/server/read-servers";
import { registerServers } from "#lib/server/server-store";
import { claimRun, readQueuedVersions } from "#lib/dispatch/queue/claim-store";
import { writeProbeWorkflows } from "#lib/dispatch/testing/probe-workflow";
import { eventually, executionsOn, owner, useWorkshop } from "#lib/dispatch/testing/workshop";

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
async function openBreaker(slots: number) {
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

  simulator.plan({ kind: "slow-node", ms: 2000 });
  await endRest();
  await eventually(() => expect(Object.keys(executionsOn(simulator))).toHaveLength(1));
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

it("one run that brings down whatever server it meets takes none of them out", async () => {
  const servers = [await workshop.simulator(), await workshop.simulator()];
  for (const server of servers) {
    server.plan({ kind: "restart-mid-run", times: "always", node: { classType: "ProbeSlow" } });
  }
  await workshop.worker(servers);
  const [poison] = await workshop.submit("slow_probe");
  await eventually(async () => {
    const lost = (await workshop.read(poison?.id ?? "")).attempts.filter(({ status }) => status === "lost");
    expect(lost.length).toBeGreaterThanOrEqual(3);
  });
  const { items } = await listServers(workshop.db, owner);
  expect(items.map(({ reason }) => reason)).toEqual([null, null]);
  for (const server of servers) server.clearScenarios();
  const [sound] = await workshop.submit("slow_probe");
  await workshop.until(sound?.id ?? "", "succeeded");
});

/** As after three faults, without the wait for them. */
const openAtOnce = (serverId: string) => workshop.db.$executeRaw`
  UPDATE server SET openings = 1, open_until = now() + interval '1 hour' WHERE id = ${serverId}::uuid`;

it("rests longer when the trial fails, too", async () => {
  const simulator = await workshop.simulator({
    scenarios: [{ kind: "refuse-prompt", status: 500, times: "always" }],
  });
  await startWorker(simulator, 1);
  await openAtOnce((await shown())?.id ?? "");
  await workshop.submit("slow_probe");
  await untilHealth("degraded", /It rests for 15 seconds/);
  await endRest();
  await untilHealth("degraded", /It rests for 30 seconds/);
});

it("one trial at a time, however many workers reach for it", async () => {
  const configured = [{ pool: "default", url: "http://tried:8188", slots: 9 }];
  const [server] = await registerServers(workshop.db, configured, 1, new Date());
  const id = server?.id ?? "";
  await openAtOnce(id);
  await workshop.submit("slow_probe", {}, 8);
  const fits = (await readQueuedVersions(workshop.db)).map((versionId) => ({ versionId, serverId: id }));
  const reach = async () => {
    const claims = Array.from({ length: 8 }, (_, index) =>
      claimRun(workshop.db, `w${index}`, fits, 60_000, new Date(), id),
    );
    return (await Promise.all(claims)).filter((claim) => claim !== null);
  };
  expect(await reach()).toHaveLength(0);
  await endRest();
  expect(await reach()).toHaveLength(1);
  expect(await reach()).toHaveLength(0);
});

it("whoever resumes a drained server vouches for it", async () => {
  const simulator = await workshop.simulator();
  await startWorker(simulator, 1);
  const id = (await shown())?.id ?? "";
  await openAtOnce(id);
  const [run] = await workshop.submit("slow_probe");
  await untilHealth("degraded", /It rests/);
  await inTransaction(workshop.db, (tx) => drainServer(tx, owner, id, new Date()));
  await inTransaction(workshop.db, (tx) => resumeServer(tx, owner, id, new Date()));
  await workshop.until(run?.id ?? "", "succeeded");
});
