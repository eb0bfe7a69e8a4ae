import { liveStatuses } from "#lib/dispatch/attempt/held-attempt";
import { runStatuses, type RunStatus } from "#lib/run/run-schema";
import { canMove } from "#lib/run/run-status";
import type { Evidence, Violation } from "./evidence.ts";

type Row = { kind: "run" | "attempt" | "output"; id: string; now: string; actions: string[] | null };

/**
 * I4: each run's, attempt's and output's lines in the audit are the steps of its own story, one
 * a transition, without a gap, ending where the entity stands. That lines cannot be altered afterwards is judged in
 * check-chain.ts.
 */
export async function checkAudit({ db, since }: Evidence): Promise<Violation[]> {
  const { rows } = await db.query<Row>(
    `WITH entity AS (
       SELECT 'run' AS kind, id, status AS now FROM run WHERE queue_seq > $1
       UNION ALL SELECT 'attempt', attempt.id, attempt.status FROM attempt JOIN run ON run.id = run_id WHERE queue_seq > $1
       UNION ALL SELECT 'output', output.id, revision::text FROM output JOIN run ON run.id = run_id WHERE queue_seq > $1)
     SELECT kind, entity.id, now, array_agg(audit.action ORDER BY audit.id) FILTER (WHERE audit.id IS NOT NULL) AS actions
     FROM entity LEFT JOIN audit ON audit.subject_type = kind AND audit.subject_id = entity.id::text
     GROUP BY kind, entity.id, now`,
    [since.queueSeq.toString()],
  );
  const wrong = rows.flatMap(({ kind, id, now, actions }): Violation[] => {
    const steps = (actions ?? []).map((action) => action.slice(kind.length + 1));
    const why = judges[kind](steps, now);
    const told = steps.join(", ") || "nothing";
    return why === null
      ? []
      : [{ invariant: "I4", subject: `${kind} ${id}`, why: `${why} (audit: ${told})` }];
  });
  return [...wrong, ...(await findStrays(db, since.auditId))];
}

const judges = { run: judgeRun, attempt: judgeAttempt, output: judgeOutput };

function judgeRun(steps: readonly string[], now: string): string | null {
  const moves = steps.filter((step) => step !== "cancel_requested");
  if (moves[0] !== "created") return "its beginning is not recorded";
  let status: RunStatus = "queued";
  for (const step of moves.slice(1)) {
    if (!isRunStatus(step) || !canMove(status, step)) return `cannot go from ${status} to ${step}`;
    status = step;
  }
  return status === now ? null : `is ${now}, and the audit ends with ${status}`;
}

function judgeAttempt(steps: readonly string[], now: string): string | null {
  if (steps[0] !== "submitting") return "its beginning is not recorded";
  const places = steps.map((step) => (liveStatuses as readonly string[]).indexOf(step));
  const isForward = places.every((place, index) => {
    if (index === 0) return true;
    return place === -1 ? index === places.length - 1 : place > (places[index - 1] ?? place);
  });
  if (!isForward) return "its steps are out of order or told twice";
  return steps.at(-1) === now ? null : `is ${now}, and the audit ends with ${steps.at(-1) ?? "nothing"}`;
}

function judgeOutput(steps: readonly string[], now: string): string | null {
  const [first, ...verdicts] = steps;
  if (first !== "created" && first !== "quarantined") return "its beginning is not recorded";
  return verdicts.length === Number(now)
    ? null
    : `is at revision ${now} after ${verdicts.length} recorded verdicts`;
}

function isRunStatus(text: string): text is RunStatus {
  return (runStatuses as readonly string[]).includes(text);
}

/** Lines about what was never committed. */
async function findStrays(db: Evidence["db"], auditId: bigint): Promise<Violation[]> {
  const { rows } = await db.query<{ subject: string; action: string }>(
    `SELECT subject_type || ' ' || subject_id AS subject, action FROM audit
     WHERE id > $1 AND NOT CASE subject_type
       WHEN 'run' THEN EXISTS (SELECT FROM run WHERE id::text = subject_id)
       WHEN 'attempt' THEN EXISTS (SELECT FROM attempt WHERE id::text = subject_id)
       WHEN 'output' THEN EXISTS (SELECT FROM output WHERE id::text = subject_id)
       ELSE true END`,
    [auditId.toString()],
  );
  return rows.map(({ subject, action }) => ({
    invariant: "I4",
    subject,
    why: `${action} is recorded of something that does not exist`,
  }));
}
