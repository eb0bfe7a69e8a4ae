import { stateOf, verdictsInForce } from "#lib/output/panel";
import type { Move } from "#lib/review/decision-status";
import type { OutputState } from "#lib/run/output-summary-schema";
import type { ToldDecision } from "../ledger/client-ledger.ts";
import type { Evidence, Violation } from "./evidence.ts";

type Row = {
  output_id: string;
  state: OutputState;
  head: number;
  revision: number | null;
  verdict: Move | null;
  id: string | null;
  withdraws: string | null;
  reviewers: number;
};

/**
 * I3: every decision a reviewer was told of is in the history under its revision, the history has no hole, the state
 * is what the verdicts in force come to, and no two reviewers were told that they had moved an output on from the same revision.
 */
export async function checkDecisions({ db, since, client }: Evidence): Promise<Violation[]> {
  const told = client.decisions.filter(({ revision }) => revision !== null);
  const { rows } = await db.query<Row>(
    `SELECT output.id AS output_id, output.state, output.revision AS head, decision.revision, decision.verdict,
            decision.id, decision.withdraws_id AS withdraws, output.reviewers
     FROM output JOIN run ON run.id = run_id LEFT JOIN decision ON decision.output_id = output.id
     WHERE run.queue_seq > $1 OR output.id = ANY($2::uuid[]) ORDER BY output.id, decision.revision`,
    [since.queueSeq.toString(), [...new Set(told.map(({ outputId }) => outputId))]],
  );
  const histories = Map.groupBy(rows, ({ output_id }) => output_id);
  const violations: Violation[] = [];
  const say = (id: string, why: string) => violations.push({ invariant: "I3", subject: `output ${id}`, why });

  for (const [id, history] of histories) {
    const why = brokenHistory(history);
    if (why !== null) say(id, why);
  }
  for (const [id, decisions] of Map.groupBy(told, ({ outputId }) => outputId)) {
    const history = histories.get(id) ?? [];
    for (const { verdict, revision } of decisions) {
      if (!history.some((row) => row.revision === revision && row.verdict === verdict)) {
        say(id, `was told to be ${verdict} as revision ${revision}, which the history does not have`);
      }
    }
    for (const expected of movedTwice(decisions))
      say(id, `was moved on from revision ${expected} by two people`);
  }
  return violations;
}

function brokenHistory(history: readonly Row[]): string | null {
  const decided = history.flatMap(({ id, revision, verdict, withdraws }) =>
    id === null || revision === null || verdict === null ? [] : [{ id, revision, verdict, withdraws }],
  );
  const [{ state, head, reviewers } = { state: "pending", head: 0, reviewers: 1 }] = history;
  if (decided.some(({ revision }, index) => revision !== index + 1)) return "has a hole in its history";
  if (decided.length !== head) return `is at revision ${head} after ${decided.length} decisions`;
  const inForce = stateOf(verdictsInForce(decided), reviewers);
  return inForce === state ? null : `is ${state}, and its decisions say ${inForce}`;
}

function movedTwice(decisions: readonly ToldDecision[]): number[] {
  const moves = decisions.filter(({ revision, expected }) => revision !== null && revision > expected);
  return [...Map.groupBy(moves, ({ expected }) => expected)].flatMap(([expected, those]) =>
    those.length > 1 ? [expected] : [],
  );
}
