import { acknowledgedRuns } from "../ledger/client-ledger.ts";
import type { Evidence, Violation } from "./evidence.ts";

type Row = { id: string; status: string; code: string | null; ends: number };

/** I1: every run that was promised has come to one end, and to the one that was promised. */
export async function checkRuns({ db, since, client, mayFail }: Evidence): Promise<Violation[]> {
  const promised = acknowledgedRuns(client);
  const { rows } = await db.query<Row>(
    `SELECT run.id, run.status, run.error->>'code' AS code,
       (SELECT count(*)::int FROM audit WHERE subject_type = 'run' AND subject_id = run.id::text
          AND action IN ('run.succeeded', 'run.failed', 'run.canceled')) AS ends
     FROM run WHERE queue_seq > $1 OR id = ANY($2::uuid[])`,
    [since.queueSeq.toString(), [...promised]],
  );
  const kept = new Set(rows.map(({ id }) => id));
  const lost = [...promised].filter((id) => !kept.has(id));
  return [
    ...lost.map((id) => violation(id, "was acknowledged and does not exist")),
    ...rows.flatMap((row) => {
      const why = wrongEnd(row, mayFail.has(row.id), client.cancels.has(row.id));
      return why === null ? [] : [violation(row.id, why)];
    }),
  ];
}

function wrongEnd({ status, code, ends }: Row, mayFail: boolean, isCanceled: boolean): string | null {
  if (status === "queued" || status === "running") return `is stuck: still ${status}`;
  if (ends !== 1) return `has ended ${ends} times`;
  if (status === "failed" && !mayFail)
    return `failed (${code ?? "no reason"}) although it could have succeeded`;
  if (status === "canceled" && !isCanceled) return "was canceled by nobody";
  return null;
}

function violation(id: string, why: string): Violation {
  return { invariant: "I1", subject: `run ${id}`, why };
}
