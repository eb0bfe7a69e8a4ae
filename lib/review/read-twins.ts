import type { Actor } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import { isInForce } from "#lib/output/decision-sql";
import { type DecisionJson, decisionJson, presentDecisionJson } from "#lib/output/output-row";
import { requireSession } from "./read-sessions.ts";
import type { TwinsView } from "./twin-schema.ts";

type TwinRow = { id: string; sha256: string; decision: DecisionJson };

/** More than anybody remembers having seen. */
const mostTwins = 1000;

/**
 * The reader's own verdicts of a session on files that its list holds more than once, so that a desk opened again
 * knows what a verdict on another copy would contradict. 404 as for reading the session.
 */
export async function readTwins(db: Db, actor: Actor, sessionId: string): Promise<TwinsView> {
  const { id } = await requireSession(db, actor, sessionId);
  const rows = await db.$queryRaw<TwinRow[]>`
    SELECT o.id, o.sha256, ${decisionJson("d")} AS decision
    FROM decision d JOIN output o ON o.id = d.output_id
    WHERE d.session_id = ${id}::uuid AND d.actor_kind = ${actor.kind} AND d.actor_id = ${actor.id}
      AND ${isInForce("d")} AND EXISTS (
        SELECT FROM output copy
        JOIN review_session_output l ON l.session_id = ${id}::uuid AND l.output_id = copy.id
        WHERE copy.sha256 = o.sha256 AND copy.id <> o.id)
    ORDER BY d.id DESC
    LIMIT ${mostTwins}`;
  return { items: rows.map((row) => ({ ...row, decision: presentDecisionJson(row.decision) })) };
}
