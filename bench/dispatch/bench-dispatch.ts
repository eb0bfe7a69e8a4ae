import { makeWorkerUtils } from "graphile-worker";
import { PgBoss } from "pg-boss";
import { preciseNow } from "#lib/comfyui/simulator/ledger";
import { createDb, type Db } from "#lib/db/client";
import { ceiling, judged, notMeasured, type Bar } from "../kit/bar.ts";
import { startRig, type Rig } from "../kit/rig.ts";
import { alternateAll, ratiosOf, tellRatios } from "../kit/rounds.ts";
import type { Session } from "../kit/session.ts";
import type { RigSimulator } from "../kit/simulator.ts";
import { percentile } from "../kit/stats.ts";
import { startBaseline } from "../queues/start-baseline.ts";
import { probeGraph, promptsOf, publishProbe, submitProbes } from "../queues/probe-runs.ts";
import { arrivalDelays } from "./arrival-delays.ts";

/** One way to have a prompt posted: `submit` answers when its committing statement was sent, and the prompt's id. */
type DelaySide = { submit(): Promise<Submission>; stop(): Promise<void> };
type Submission = { sentMs: number; promptId: () => Promise<string> };

const sideNames = ["ours", "graphile", "pgBoss", "pgBossTuned"] as const;
type SideName = (typeof sideNames)[number];

const slots = 10;
const instant = { steps: 1, delay: 0 };
/** A submission that has not arrived by then counts as if it had just now; pg-boss looks again after 30 seconds. */
const longestWaitMs = { full: 35_000, quick: 3000 };

/**
 * P1: from sending the statement that commits a submission until its prompt arrives at the simulator, which stamps it.
 * One worker process a side, ten slots, sparse submissions. pg-boss runs with its defaults in notify mode; a line with a
 * backstop of half a second is printed beside it, unless it has to be quick; then gaps are shorter, too.
 */
export async function benchDispatch(session: Session): Promise<Bar[]> {
  const { quick } = session.options;
  const plan = quick
    ? { rounds: 3, perHalf: 40, warmUp: 6, gap: { low: 30, high: 90 } }
    : { rounds: 5, perHalf: 220, warmUp: 20, gap: { low: 75, high: 225 } };
  session.note("plan", plan);
  const rig = await startRig();
  const sides: Partial<Record<SideName, DelaySide>> = {};
  try {
    const { isLoaded } = await session.calibrate(rig.databaseUrl);
    const simulator = await rig.simulator({ name: "gpu", speed: 0 });
    sides.ours = await ourSide(rig, simulator);
    sides.graphile = await graphileSide(rig, simulator);
    sides.pgBoss = await pgBossSide(rig, simulator, "pgboss");
    if (!quick) sides.pgBossTuned = await pgBossSide(rig, simulator, "pgboss_tuned", "0.5");
    const samples = await alternateAll(
      sideNames.filter((name) => name in sides),
      plan.rounds,
      async (name) => {
        await simulator.resetLedger();
        const sent: Submission[] = [];
        for (let index = 0; index < plan.perHalf; index += 1) {
          const gapMs = session.random.between(plan.gap.low, plan.gap.high);
          await new Promise((resolve) => setTimeout(resolve, gapMs));
          const submission = await sides[name]?.submit();
          if (submission) sent.push(submission);
        }
        return (await delaysOf(sent, simulator, longestWaitMs[quick ? "quick" : "full"])).slice(plan.warmUp);
      },
    );
    session.note("samples", samples);
    return judge(session, samples, isLoaded);
  } finally {
    for (const side of Object.values(sides)) await side.stop();
    await rig.stop();
  }
}

type Samples = Record<Exclude<SideName, "pgBossTuned">, number[][]> & { pgBossTuned?: number[][] };

function judge(session: Session, samples: Samples, isLoaded: boolean): Bar[] {
  const rows = Object.entries(samples).map(([name, rounds]) => {
    const all = rounds.flat();
    return [name, all.length, ...[50, 95, 99].map((percent) => percentile(all, percent).toFixed(1))];
  });
  session.table(["side", "n", "p50 ms", "p95 ms", "p99 ms"], rows);
  const p95 = (all: readonly number[]) => percentile(all, 95);
  const to = (base: number[][]) => ratiosOf({ ours: samples.ours, base }, p95);
  const graphile = to(samples.graphile);
  const pgBoss = to(samples.pgBoss);
  if (samples.pgBossTuned) {
    session.say(`p95 to pg-boss with a backstop of 0.5 s: ${tellRatios(to(samples.pgBossTuned))}`);
  }
  const ours = samples.ours.flat();
  return [
    judged("P1 p95 to graphile-worker", tellRatios(graphile), "≤ 1.0 ×", graphile.median <= 1),
    judged("P1 p95 to pg-boss, notify", tellRatios(pgBoss), "≤ 0.2 ×", pgBoss.median <= 0.2),
    ours.length < 1000
      ? notMeasured("P1 p99", "≤ 50 ms", `${ours.length} of 1000 samples`)
      : ceiling("P1 p99", percentile(ours, 99), 50, isLoaded),
  ];
}

/** Waits until all have arrived; milliseconds from sending to arrival, in the order sent. */
async function delaysOf(
  sent: readonly Submission[],
  simulator: RigSimulator,
  longestMs: number,
): Promise<number[]> {
  const startedMs = preciseNow();
  while (true) {
    const { arrivals } = await simulator.ledger();
    if (arrivals.length >= sent.length || preciseNow() - startedMs > longestMs) {
      const ids = await Promise.all(sent.map(({ promptId }) => promptId()));
      const identified = sent.map(({ sentMs }, index) => ({ sentMs, promptId: ids[index] ?? "" }));
      return arrivalDelays(identified, arrivals, preciseNow());
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function ourSide(rig: Rig, simulator: RigSimulator): Promise<DelaySide> {
  await rig.worker({ name: "worker", servers: simulator.url, slots });
  const db: Db = createDb({ url: rig.databaseUrl, poolSize: 4 });
  await publishProbe(db);
  return {
    async submit() {
      const { runIds, sentMs } = await submitProbes(db, instant);
      const [runId = ""] = runIds;
      return { sentMs, promptId: async () => (await promptsOf(db, [runId])).get(runId)?.[0] ?? "" };
    },
    stop: () => db.$disconnect(),
  };
}

async function graphileSide(rig: Rig, simulator: RigSimulator): Promise<DelaySide> {
  const connectionString = await rig.postgres.createDatabase("graphile");
  const utils = await makeWorkerUtils({ connectionString });
  await utils.migrate();
  const child = await startBaseline(rig, "graphile-worker", connectionString, [String(slots)]);
  return {
    async submit() {
      const job = newJob(simulator);
      const sentMs = preciseNow();
      await utils.addJob("prompt", job);
      return { sentMs, promptId: async () => job.promptId };
    },
    async stop() {
      await utils.release();
      await child.stop();
    },
  };
}

async function pgBossSide(
  rig: Rig,
  simulator: RigSimulator,
  database: string,
  backstop?: string,
): Promise<DelaySide> {
  const connectionString = await rig.postgres.createDatabase(database);
  const boss = new PgBoss({ connectionString, supervise: false, schedule: false });
  boss.on("error", (error) => console.error(error));
  await boss.start();
  await boss.createQueue("prompt", { notify: true });
  const child = await startBaseline(rig, "pg-boss", connectionString, [
    `--concurrency=${slots}`,
    ...(backstop === undefined ? [] : [`--backstop=${backstop}`]),
  ]);
  return {
    async submit() {
      const job = newJob(simulator);
      const sentMs = preciseNow();
      await boss.send("prompt", job);
      return { sentMs, promptId: async () => job.promptId };
    },
    async stop() {
      await boss.stop({ graceful: false });
      await child.stop();
    },
  };
}

let colour = 0;

function newJob({ url }: RigSimulator) {
  colour += 1;
  return { promptId: crypto.randomUUID(), url, graph: probeGraph(instant, colour) };
}
