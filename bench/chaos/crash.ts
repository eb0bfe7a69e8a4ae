import { Queue } from "bullmq";
import { PgBoss } from "pg-boss";
import { ceiling, judged, notMeasured, type Bar } from "../kit/bar.ts";
import { startRig, type Rig } from "../kit/rig.ts";
import type { Session } from "../kit/session.ts";
import { percentile } from "../kit/stats.ts";
import { startBaseline } from "./baselines/crash-baseline.ts";
import { startOurs } from "./baselines/crash-ours.ts";
import type { CrashSide } from "./baselines/crash-side.ts";
import { startRedis } from "./baselines/start-redis.ts";

const usual = { kills: 60, slowKills: 10 };
const quick = { kills: 5, slowKills: 1 };
const bars = { pgBoss: 1, bullmq: 0.15, ceilingMs: 6000 };

/** R2: how long a run is nobody's after its worker was killed, beside the same with pg-boss and BullMQ. */
export async function crash(session: Session): Promise<Bar[]> {
  const { options } = session;
  const usualCounts = options.quick ? quick : usual;
  const kills = Number(options.extra["kills"] ?? usualCounts.kills);
  const slowKills = Number(options.extra["slow-kills"] ?? usualCounts.slowKills);
  const rig = await startRig();
  const sides: CrashSide[] = [];
  const redis = await startRedis(rig.folder);
  try {
    const { isLoaded } = await session.calibrate(rig.databaseUrl);
    const ours = await startOurs(rig);
    sides.push(ours);
    const boss = await startPgBoss(rig);
    sides.push(boss);
    const bull = redis === null ? null : await startBullmq(rig, redis.port);
    if (bull) sides.push(bull);
    // A minute each: on a lane of its own beside the others, which alternate.
    const [bullMs] = await Promise.all([
      bull === null ? [] : killAll(session, [bull], slowKills).then(({ samples }) => samples[0] ?? []),
      killAll(session, [ours, boss], kills).then(({ samples }) => {
        session.note("oursMs", samples[0]);
        session.note("pgBossMs", samples[1]);
      }),
    ]);
    session.note("bullmqMs", bullMs);
    return await judgeSides(session, ours, bullMs, isLoaded);
  } finally {
    for (const side of sides) await side.stop();
    await redis?.stop();
    await rig.stop();
  }
}

async function killAll(
  session: Session,
  sides: readonly CrashSide[],
  times: number,
): Promise<{ samples: number[][] }> {
  const samples: number[][] = sides.map(() => []);
  for (let time = 0; time < times; time += 1) {
    for (const [index, side] of sides.entries()) {
      const tookMs = await side.killOnce(session.random.next());
      samples[index]?.push(tookMs);
      session.say(`${side.name} ${time + 1}: ${(tookMs / 1000).toFixed(2)} s`);
    }
  }
  return { samples };
}

async function judgeSides(
  session: Session,
  ours: CrashSide,
  bullMs: readonly number[],
  isLoaded: boolean,
): Promise<Bar[]> {
  const oursMs = session.notes["oursMs"] as number[];
  const bossMs = session.notes["pgBossMs"] as number[];
  const p95 = percentile(oursMs, 95);
  session.table(
    ["side", "kills", "p50 s", "p95 s", "most s"],
    [["ours", oursMs] as const, ["pg-boss, tuned", bossMs] as const, ["BullMQ, defaults", bullMs] as const]
      .filter(([, samples]) => samples.length > 0)
      .map(([name, samples]) => [
        name,
        samples.length,
        ...[50, 95, 100].map((rank) => (percentile(samples, rank) / 1000).toFixed(2)),
      ]),
  );
  const ratio = (base: readonly number[]) => p95 / percentile(base, 95);
  const duplicates = await ours.duplicates();
  const toBoss = ratio(bossMs);
  return [
    judged(
      "R2 p95 to pg-boss",
      `${toBoss.toFixed(2)} × of ${oursMs.length} kills`,
      `≤ ${bars.pgBoss} ×`,
      toBoss <= bars.pgBoss,
    ),
    bullMs.length === 0
      ? notMeasured("R2 p95 to BullMQ", `≤ ${bars.bullmq} ×`, "no redis-server on PATH")
      : judged(
          "R2 p95 to BullMQ",
          `${ratio(bullMs).toFixed(2)} × of ${bullMs.length} kills`,
          `≤ ${bars.bullmq} ×`,
          ratio(bullMs) <= bars.bullmq,
        ),
    judged("R2 duplicates", `${duplicates}`, "0", duplicates === 0),
    ceiling("R2 p95", p95, bars.ceilingMs, isLoaded),
  ];
}

function startPgBoss(rig: Rig): Promise<CrashSide> {
  return startBaseline(rig, {
    name: "pg-boss",
    program: "bench/chaos/baselines/pg-boss-worker.ts",
    leaseMs: 5000,
    recoversWithinMs: 60_000,
    async makeEnqueue(databaseUrl) {
      const boss = new PgBoss({ connectionString: databaseUrl, supervise: false });
      await boss.start();
      await boss.createQueue("render", { heartbeatSeconds: 10, retryLimit: 100, retryDelay: 0 });
      return {
        async enqueue(id) {
          await boss.send("render", {}, { id });
          return id;
        },
        close: () => boss.stop({ graceful: false }),
      };
    },
  });
}

function startBullmq(rig: Rig, port: number): Promise<CrashSide> {
  return startBaseline(rig, {
    name: "bullmq",
    program: "bench/chaos/baselines/bullmq-worker.ts",
    env: { REDIS_PORT: String(port) },
    leaseMs: 15_000,
    recoversWithinMs: 180_000,
    async makeEnqueue() {
      const queue = new Queue("render", { connection: { host: "127.0.0.1", port } });
      return {
        async enqueue(id) {
          await queue.add("render", {}, { jobId: id });
          return id;
        },
        close: () => queue.close(),
      };
    },
  });
}
