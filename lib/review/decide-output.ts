import type { Actor } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { type OutputRow, presentOutput } from "#lib/output/output-row";
import type { OutputView } from "#lib/output/output-schema";
import { applyDecision, requireOutput } from "./apply-decision.ts";
import { withComment } from "./carry-comment.ts";
import type { Decide } from "./decision-schema.ts";
import { askedDecision, authoriseVerdict, judgeDecision } from "./judge-decision.ts";
import { findReason } from "./read-reasons.ts";
import { requireWithin } from "./read-sessions.ts";
import { plainReseed, reseedJudged } from "./reseed-output.ts";

/**
 * Puts a verdict on an output and answers with the output as it then is. 404 for one that the actor may not see, 403,
 * 409 with the current output when `expected` is stale or the verdict impossible, 422 for an unknown reason. Changing
 * a verdict withdraws the old one and appends the new one; repeating one's own changes nothing. `reseeded` makes one
 * child run. A comment that comes along is posted with the verdict or not at all.
 */
export async function decideOutput(
  tx: Tx,
  actor: Actor,
  outputId: string,
  input: Decide,
  now: Date,
): Promise<OutputView> {
  const output = await requireOutput(tx, actor, outputId);
  authoriseVerdict(actor, output, input.verdict);
  const decided = await decide(tx, actor, output, input, now);
  if (input.comment === undefined) return decided;
  return withComment(tx, actor, { before: output, after: decided }, input.comment, now);
}

async function decide(
  tx: Tx,
  actor: Actor,
  output: OutputRow,
  input: Decide,
  now: Date,
): Promise<OutputView> {
  const reason = await findReason(tx, output.projectId, input.reason);
  const rows = judgeDecision(actor, output, askedDecision(input, reason));
  if (rows.length === 0) return presentOutput(output);
  const within = await requireWithin(tx, actor, input.session);
  if (input.verdict === "reseeded") {
    return (await reseedJudged(tx, actor, { output, rows, within }, { ...plainReseed, now })).output;
  }
  return presentOutput((await applyDecision(tx, actor, output, rows, now, within)).output);
}
