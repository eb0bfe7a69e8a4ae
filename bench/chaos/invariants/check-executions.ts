import { readExecutions, type Execution } from "../ledger/server-ledger.ts";
import type { Evidence, Violation } from "./evidence.ts";

type Row = { id: string; run_id: string; number: number; filled: boolean; queue_seq: string };

/**
 * I2: no attempt was executed twice; nothing was executed that is neither an attempt with its graph in the database nor
 * a server's warm-up; a run
 * was executed again only when its server had lost the earlier execution or ended it without success; and all outputs
 * of a run come from one attempt.
 */
export async function checkExecutions({ db, since, servers }: Evidence): Promise<Violation[]> {
  const executions = readExecutions(servers);
  const { rows } = await db.query<Row>(
    `SELECT attempt.id, run_id, number, attempt.graph IS NOT NULL AS filled, run.queue_seq
     FROM attempt JOIN run ON run.id = run_id
     WHERE run.queue_seq > $1 OR attempt.id = ANY($2::uuid[]) ORDER BY run_id, number`,
    [since.queueSeq.toString(), [...executions.keys()].filter(isUuid)],
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  const warmUps = await readWarmUps(db);
  const violations: Violation[] = [];
  const say = (subject: string, why: string) => violations.push({ invariant: "I2", subject, why });

  for (const { promptId, count, server } of executions.values()) {
    const attempt = known.get(promptId);
    if (warmUps.has(promptId)) {
      if (count > 1) say(`warm-up ${promptId}`, `was executed ${count} times`);
      continue;
    }
    if (attempt === undefined) say(`prompt ${promptId}`, `ran on ${server} and is no attempt of ours`);
    else if (!attempt.filled) say(`attempt ${promptId}`, `ran on ${server} before its graph was kept`);
    if (count > 1) say(`attempt ${promptId}`, `was executed ${count} times`);
  }
  const recent = rows.filter(({ queue_seq }) => BigInt(queue_seq) > since.queueSeq);
  for (const [runId, attempts] of Map.groupBy(recent, ({ run_id }) => run_id)) {
    const ran = attempts.flatMap(({ id }) => executions.get(id) ?? []);
    for (const earlier of ran.slice(0, -1)) {
      if (wasUsable(earlier))
        say(
          `run ${runId}`,
          `was executed again although attempt ${earlier.promptId} had succeeded on ${earlier.server}`,
        );
    }
  }
  for (const runId of await readMixedRuns(db, since.queueSeq)) {
    say(`run ${runId}`, "has outputs of more than one attempt");
  }
  return violations;
}

function wasUsable({ outcome, isForgotten }: Execution): boolean {
  return outcome === "success" && !isForgotten;
}

async function readWarmUps(db: Evidence["db"]): Promise<Set<string>> {
  const { rows } = await db.query<{ prompt_id: string }>(
    `SELECT data->>'promptId' AS prompt_id FROM audit WHERE action = 'server.warm_up_started'`,
  );
  return new Set(rows.map(({ prompt_id }) => prompt_id));
}

async function readMixedRuns(db: Evidence["db"], queueSeq: bigint): Promise<string[]> {
  const { rows } = await db.query<{ run_id: string }>(
    `SELECT run_id FROM output JOIN run ON run.id = run_id WHERE run.queue_seq > $1
     GROUP BY run_id HAVING count(DISTINCT attempt_id) > 1`,
    [queueSeq.toString()],
  );
  return rows.map(({ run_id }) => run_id);
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
