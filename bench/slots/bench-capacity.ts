import { PgBoss } from "pg-boss";
import { createDb, type Db } from "#lib/db/client";
import { judged, type Bar } from "../kit/bar.ts";
import type { Child } from "../kit/child.ts";
import { startRig, type Rig } from "../kit/rig.ts";
import type { Session } from "../kit/session.ts";
import type { RigSimulator } from "../kit/simulator.ts";
import { probeGraph, promptsOf, publishProbe, submitProbes } from "../queues/probe-runs.ts";
import { startBaseline } from "../queues/start-baseline.ts";

const capacities = [1, 2, 4] as const;
const processes = 3;
const perProcess = 8;
const quickly = { steps: 1, delay: 0.02 };
const mostAtOnce = 500;

type Server = { simulator: RigSimulator; capacity: number };

/**
 * P3: workers are killed at random and started again while they drain a backlog; the simulators count how many prompts
 * were with them at once, waiting and running. First pg-boss under `groupConcurrency` has to be caught overshooting, or
 * the witness proves nothing.
 */
export async function benchCapacity(session: Session): Promise<Bar[]> {
  const { quick } = session.options;
  const plan = quick
    ? { starts: 240, control: 120, killsEvery: { low: 2500, high: 4000 } }
    : { starts: 10_000, control: 500, killsEvery: { low: 3000, high: 9000 } };
  session.note("plan", plan);
  const rig = await startRig();
  try {
    await session.calibrate(rig.databaseUrl);
    const control = await overshootOfControl(session, rig, plan.control);
    if (control === 0) throw new Error("pg-boss kept every limit, so the witness has not been shown to see.");
    return await judgeOurs(session, rig, plan);
  } finally {
    await rig.stop();
  }
}

async function startServers(rig: Rig, prefix: string): Promise<Server[]> {
  const servers: Server[] = [];
  for (const capacity of capacities) {
    servers.push({ simulator: await rig.simulator({ name: `${prefix}-${capacity}` }), capacity });
  }
  return servers;
}

/** How many prompts more than allowed pg-boss had on one server at worst. */
async function overshootOfControl(session: Session, rig: Rig, jobs: number): Promise<number> {
  const servers = await startServers(rig, "control");
  const connectionString = await rig.postgres.createDatabase("pgboss");
  const boss = new PgBoss({ connectionString, supervise: false, schedule: false });
  boss.on("error", (error) => console.error(error));
  await boss.start();
  await boss.createQueue("prompt", { notify: true });
  for (let index = 0; index < jobs; index += 1) {
    const { simulator, capacity } = servers[index % servers.length] as Server;
    const job = { promptId: crypto.randomUUID(), url: simulator.url, graph: probeGraph(quickly, index) };
    await boss.send("prompt", job, { group: { id: simulator.name, tier: `of${capacity}` } });
  }
  const limits = JSON.stringify(
    Object.fromEntries(capacities.map((capacity) => [`of${capacity}`, capacity])),
  );
  const args = [`--concurrency=${perProcess}`, "--backstop=0.5", `--limits=${limits}`];
  const children = await Promise.all(
    Array.from({ length: processes }, () => startBaseline(rig, "pg-boss", connectionString, args)),
  );
  await untilDrawn(servers, jobs);
  for (const child of children) await child.stop();
  await boss.stop({ graceful: false });
  const peaks = await tellPeaks(session, "pg-boss groupConcurrency", servers);
  return Math.max(...peaks.map(({ peak, capacity }) => peak - capacity));
}

async function judgeOurs(
  session: Session,
  rig: Rig,
  plan: { starts: number; killsEvery: { low: number; high: number } },
): Promise<Bar[]> {
  const servers = await startServers(rig, "gpu");
  const db = createDb({ url: rig.databaseUrl, poolSize: 2 });
  try {
    const addresses = servers
      .map(({ simulator, capacity }) => `${simulator.url}#slots=${capacity}`)
      .join(",");
    let started = 0;
    const start = () => rig.worker({ name: `worker-${(started += 1)}`, servers: addresses });
    const workers = await Promise.all(Array.from({ length: processes }, start));
    await publishProbe(db);
    const runIds: string[] = [];
    while (runIds.length < plan.starts) {
      const count = Math.min(mostAtOnce, plan.starts - runIds.length);
      runIds.push(...(await submitProbes(db, quickly, count)).runIds);
    }
    const kills = await killUntilDone(session, db, workers, start, plan.killsEvery);
    session.say(`${plan.starts} runs, ${kills} workers killed`);
    const peaks = await tellPeaks(session, "ours", servers);
    return await judge(session, db, servers, runIds, peaks);
  } finally {
    await db.$disconnect();
  }
}

async function killUntilDone(
  session: Session,
  db: Db,
  workers: Child[],
  start: () => Promise<Child>,
  every: { low: number; high: number },
): Promise<number> {
  let kills = 0;
  while ((await db.run.count({ where: { status: { in: ["queued", "running"] } } })) > 0) {
    await new Promise((resolve) => setTimeout(resolve, session.random.between(every.low, every.high)));
    const index = session.random.integer(0, workers.length - 1);
    await workers[index]?.kill();
    kills += 1;
    workers[index] = await start();
  }
  for (const worker of workers) await worker.stop();
  session.note("kills", kills);
  return kills;
}

async function judge(
  session: Session,
  db: Db,
  servers: readonly Server[],
  runIds: readonly string[],
  peaks: readonly Peak[],
): Promise<Bar[]> {
  const executions = new Map<string, number>();
  for (const { simulator } of servers) {
    for (const [id, times] of Object.entries((await simulator.ledger()).executions)) {
      executions.set(id, (executions.get(id) ?? 0) + times);
    }
  }
  const prompts = await promptsOf(db, runIds);
  const drawn = runIds.map((id) =>
    (prompts.get(id) ?? []).reduce((sum, prompt) => sum + (executions.get(prompt) ?? 0), 0),
  );
  const over = peaks.filter(({ peak, capacity }) => peak > capacity).length;
  const twice = drawn.filter((times) => times > 1).length;
  const unfinished = await db.run.count({ where: { status: { not: "succeeded" } } });
  session.note("drawn", { total: executions.size, twice, unfinished });
  return [
    judged("P3 servers over capacity", `${over} over`, "0 over", over === 0),
    judged("P3 duplicates", `${twice} runs drawn twice`, "0", twice === 0),
    judged("P3 runs that did not succeed", `${unfinished} of ${runIds.length}`, "0", unfinished === 0),
  ];
}

type Peak = { server: string; capacity: number; peak: number; prompts: number };

async function tellPeaks(session: Session, who: string, servers: readonly Server[]): Promise<Peak[]> {
  const peaks: Peak[] = [];
  for (const { simulator, capacity } of servers) {
    const { peakPresent, prompts } = await simulator.ledger();
    peaks.push({ server: simulator.name, capacity, peak: peakPresent, prompts: prompts.length });
  }
  session.note(`peaks of ${who}`, peaks);
  session.table(
    [who, "capacity", "most at once", "prompts"],
    peaks.map(({ server, capacity, peak, prompts }) => [server, capacity, peak, prompts]),
  );
  return peaks;
}

async function untilDrawn(servers: readonly Server[], jobs: number): Promise<void> {
  let drawn = 0;
  while (drawn < jobs) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    const ledgers = await Promise.all(servers.map(({ simulator }) => simulator.ledger()));
    drawn = ledgers.flatMap(({ prompts }) => prompts).filter(({ endedAt }) => endedAt !== null).length;
  }
}
