import { judged, type Bar } from "../kit/bar.ts";
import type { Random } from "../kit/random.ts";
import type { Session } from "../kit/session.ts";
import { startArena, type Arena } from "./arena/arena.ts";
import { makeNoise } from "./arena/noise.ts";
import { pause } from "./arena/load.ts";
import { startTraffic, type Traffic } from "./arena/traffic.ts";
import { allFaults } from "./faults/all-faults.ts";
import type { Fault } from "./faults/fault.ts";
import { readExecutions } from "./ledger/server-ledger.ts";
import type { Evidence } from "./invariants/evidence.ts";
import { judge, tellViolation } from "./invariants/judge.ts";

const restWithinMs = 180_000;
const noiseShare = 0.04;

/**
 * `npm run chaos -- --seed N --minutes M`, or `mixed --runs N`: everything at once. People work all the time, the lines
 * to the servers are never clean, and one fault after the other comes from the dice; then rest, and judgement.
 */
export async function mixed(session: Session): Promise<Bar[]> {
  const { extra, quick } = session.options;
  const minutes = extra["minutes"] === undefined ? null : Number(extra["minutes"]);
  const mostRuns = Number(extra["runs"] ?? (minutes === null ? (quick ? 200 : 2000) : Infinity));
  const arena = await startArena({ streams: 3 });
  try {
    await arena.openRound();
    const untilMs = performance.now() + (minutes ?? 60) * 60_000;
    const traffic = startTraffic(arena, session.random, { backlog: 40, mostRuns, longestMs: 400 });
    const isOver = () => performance.now() >= untilMs || traffic.runIds.length >= mostRuns;
    const sent = await sendFaults(session, arena, traffic, { isOver, gapMs: [500, 3000], noise: noiseShare });
    await traffic.stop();
    return [
      ...(await restAndJudge(session, arena, "mixed")),
      judged("mixed faults sent", `${sent}`, "≥ 1", sent > 0),
    ];
  } finally {
    await arena.stop();
  }
}

export type Nemesis = { isOver(): boolean; gapMs: [number, number]; noise: number };

/** Brings about one fault after the other until it is over; says each. */
export async function sendFaults(
  session: Session,
  arena: Arena,
  { runIds }: Pick<Traffic, "runIds">,
  { isOver, gapMs, noise }: Nemesis,
): Promise<number> {
  const { random, say } = session;
  const startedAtMs = performance.now();
  const faults = allFaults.filter(
    (fault) => isForTraffic(fault) && (fault.missing?.(arena) ?? null) === null,
  );
  let sent = 0;
  while (!isOver()) {
    if (noise > 0) makeNoise(arena, random, noise);
    await pause(random.between(...gapMs));
    const fault = random.pick(faults);
    const variant = pickVariant(fault, random);
    const load = { runIds, ended: pause(random.between(500, 2000)) };
    const told = await fault
      .inject({ arena, random, variant, load })
      .catch((error: unknown) => `✗ ${String(error)}`);
    await arena.mend();
    sent += 1;
    const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
    say(`${seconds.padStart(6)} s  ${fault.id} (${variant}): ${told}`);
  }
  return sent;
}

/** A poisoned output ends its run, which is right and would hide a run that ended for another reason. */
function isForTraffic({ id }: Fault): boolean {
  return id !== "F12";
}

function pickVariant({ variants }: Fault, random: Random): string {
  return random.pick(variants);
}

/** Mends everything, waits for quiet, judges, and says what was delivered. */
export async function restAndJudge(session: Session, arena: Arena, name: string): Promise<Bar[]> {
  const restsFromMs = performance.now();
  await arena.comeToRest(restWithinMs);
  const restSeconds = (performance.now() - restsFromMs) / 1000;
  const evidence = await arena.evidence();
  const violations = await judge(evidence);
  session.note("violations", violations);
  const figures = await readFigures(evidence);
  session.note("figures", figures);
  session.table(["", ""], [["at rest after, s", restSeconds.toFixed(1)], ...Object.entries(figures)]);
  for (const violation of violations.slice(0, 40)) session.say(`✗ ${tellViolation(violation)}`);
  return [
    judged(
      `${name} I1–I8`,
      `${violations.length} violations`,
      "0",
      violations.length === 0,
      `seed ${session.options.seed}`,
    ),
  ];
}

/** How much was judged, so that a clean result is known to be one of something. */
async function readFigures({ db, since, client, servers }: Evidence): Promise<Record<string, number>> {
  const { rows } = await db.query<Record<string, number>>(
    `SELECT count(*)::int AS runs,
       count(*) FILTER (WHERE status = 'succeeded')::int AS succeeded,
       count(*) FILTER (WHERE status = 'failed')::int AS failed,
       count(*) FILTER (WHERE status = 'canceled')::int AS canceled,
       (SELECT count(*)::int FROM attempt JOIN run r ON r.id = run_id WHERE r.queue_seq > $1) AS attempts,
       (SELECT count(*)::int FROM output JOIN run r ON r.id = run_id WHERE r.queue_seq > $1) AS outputs,
       (SELECT count(*)::int FROM decision JOIN output o ON o.id = output_id JOIN run r ON r.id = run_id WHERE r.queue_seq > $1) AS decisions,
       (SELECT count(*)::int FROM event WHERE id > $2) AS events
     FROM run WHERE queue_seq > $1`,
    [since.queueSeq.toString(), since.eventId.toString()],
  );
  const executions = [...readExecutions(servers).values()];
  return {
    ...rows[0],
    executions: executions.length,
    "executed to a good end": executions.filter(({ outcome }) => outcome === "success").length,
    "answers to submissions": client.submits.length,
    "decisions told": client.decisions.length,
    "cancellations asked": client.cancels.size,
  };
}
