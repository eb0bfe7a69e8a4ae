import { judged, type Bar } from "../kit/bar.ts";
import type { Session } from "../kit/session.ts";
import { percentile } from "../kit/stats.ts";
import { startArena, type Arena } from "./arena/arena.ts";
import { pause } from "./arena/load.ts";
import { untilFound } from "./baselines/crash-side.ts";
import { judge, tellViolation } from "./invariants/judge.ts";

const usualRestarts = 30;
const quickRestarts = 3;
const bars = { postgresMs: 3000, comfyuiMs: 5000 };
const patienceMs = 60_000;

/** R3: how soon work goes on after Postgres or ComfyUI is there again, and that nothing of ours had to be restarted for it. */
export async function restart(session: Session): Promise<Bar[]> {
  const { options, say } = session;
  const times = Number(options.extra["restarts"] ?? (options.quick ? quickRestarts : usualRestarts));
  const arena = await startArena({ usualTimings: true, servers: 1 });
  try {
    await arena.openRound();
    const postgresMs: number[] = [];
    const comfyuiMs: number[] = [];
    for (let time = 0; time < times; time += 1) {
      postgresMs.push(await restartPostgres(arena, session.random.between(0, 1000)));
      comfyuiMs.push(await restartComfyui(arena, session.random.between(0, 2000)));
      say(
        `${time + 1}: Postgres ${postgresMs.at(-1)?.toFixed(0)} ms, ComfyUI ${comfyuiMs.at(-1)?.toFixed(0)} ms`,
      );
    }
    await arena.comeToRest(patienceMs);
    const violations = await judge(await arena.evidence());
    for (const violation of violations) say(`✗ ${tellViolation(violation)}`);
    session.note("postgresMs", postgresMs);
    session.note("comfyuiMs", comfyuiMs);
    session.table(
      ["", "restarts", "p50 ms", "most ms"],
      [["Postgres", postgresMs] as const, ["ComfyUI", comfyuiMs] as const].map(([name, samples]) => [
        name,
        samples.length,
        percentile(samples, 50).toFixed(0),
        percentile(samples, 100).toFixed(0),
      ]),
    );
    const ended = [arena.web, ...arena.workers].reduce((sum, kept) => sum + kept.restarts, 0);
    return [
      slowest("R3 Postgres", postgresMs, bars.postgresMs),
      slowest("R3 ComfyUI", comfyuiMs, bars.comfyuiMs),
      judged("R3 own processes restarted", `${ended}`, "0", ended === 0),
      judged("R3 I1–I8", `${violations.length} violations`, "0", violations.length === 0),
    ];
  } finally {
    await arena.stop();
  }
}

function slowest(id: string, samples: readonly number[], mostMs: number): Bar {
  const most = Math.max(...samples);
  return judged(id, `${most.toFixed(0)} ms at most`, `≤ ${mostMs} ms`, most <= mostMs);
}

/** From the moment it accepts connections until a run was taken in by web and has been claimed by a worker. */
async function restartPostgres(arena: Arena, awayMs: number): Promise<number> {
  await arena.rig.postgres.crash();
  await pause(awayMs);
  await arena.rig.postgres.start();
  const acceptsAtMs = performance.now();
  const [runId] = await arena.client.submit({ steps: 1, delay: 0.05 });
  await untilFound(async () => ((await attemptsOf(arena, runId ?? "")).length > 0 ? true : null), patienceMs);
  return performance.now() - acceptsAtMs;
}

/** From the moment it answers until the run that it had in hand arrives again. */
async function restartComfyui(arena: Arena, awayMs: number): Promise<number> {
  const [server] = arena.servers;
  if (server === undefined) throw new Error("There is no server.");
  const [runId] = await arena.client.submit({ steps: 40, delay: 0.05 });
  const executing = async () =>
    (await attemptsOf(arena, runId ?? "")).find((row) => row.status === "executing") ?? null;
  await untilFound(executing, patienceMs);
  await server.kill();
  await pause(awayMs);
  await server.revive();
  const answersAtMs = performance.now();
  await untilFound(async () => {
    const { arrivals } = await server.simulator.ledger();
    return arrivals.length > 0 ? true : null;
  }, patienceMs);
  const tookMs = performance.now() - answersAtMs;
  await untilFound(async () => {
    const { rows } = await arena.db.query("SELECT FROM run WHERE id = $1 AND status = 'succeeded'", [runId]);
    return rows.length > 0 ? true : null;
  }, patienceMs);
  return tookMs;
}

async function attemptsOf(arena: Arena, runId: string): Promise<{ status: string }[]> {
  const { rows } = await arena.db
    .query<{ status: string }>("SELECT status FROM attempt WHERE run_id = $1", [runId])
    .catch(() => ({ rows: [] }));
  return rows;
}
