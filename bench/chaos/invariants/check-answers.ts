import { acknowledgedRuns } from "../ledger/client-ledger.ts";
import type { Evidence, Violation } from "./evidence.ts";

/** I8: one key, one answer: the same request gets it again word for word, another request under it gets a 422; and no run exists twice for it. */
export async function checkAnswers({ db, since, client }: Evidence): Promise<Violation[]> {
  const violations: Violation[] = [];
  for (const [key, submits] of Map.groupBy(client.submits, (told) => told.key)) {
    const say = (why: string) => violations.push({ invariant: "I8", subject: `key ${key}`, why });
    const [first] = submits.filter(({ status }) => status < 300);
    if (first === undefined) continue;
    for (const { body, status, answer } of submits) {
      // A server that was away for the moment has promised nothing.
      if (status >= 500) continue;
      if (body === first.body && (status !== first.status || answer !== first.answer)) {
        say(`was answered ${first.status} and later ${status}, or in other words`);
      }
      if (body !== first.body && status !== 422) say(`was answered ${status} for another body`);
    }
  }
  return [...violations, ...(await findUntold(db, since.queueSeq, acknowledgedRuns(client)))];
}

/** Every client asks until it is answered, so a run that nobody was told of was made twice for one key. */
async function findUntold(
  db: Evidence["db"],
  queueSeq: bigint,
  told: ReadonlySet<string>,
): Promise<Violation[]> {
  const { rows } = await db.query<{ id: string }>(
    "SELECT id FROM run WHERE queue_seq > $1 AND parent_output_id IS NULL AND NOT id = ANY($2::uuid[])",
    [queueSeq.toString(), [...told]],
  );
  return rows.map(({ id }) => ({
    invariant: "I8",
    subject: `run ${id}`,
    why: "exists and nobody was told of it",
  }));
}
