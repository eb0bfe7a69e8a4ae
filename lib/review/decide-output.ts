import type { Actor } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import { joinTransaction, type Tx } from "#lib/db/transaction";
import { keepAnswer, type KeepAnswer } from "#lib/http/idempotency-store";
import { type OutputRow, presentOutput } from "#lib/output/output-row";
import type { OutputView } from "#lib/output/output-schema";
import { applyDecision } from "./apply-decision.ts";
import { withComment } from "./carry-comment.ts";
import type { Decide } from "./decision-schema.ts";
import type { NewDecision, Within } from "./decision-store.ts";
import { askedDecision, authoriseVerdict, judgeDecision } from "./judge-decision.ts";
import { readGrounds } from "./read-grounds.ts";
import { requireReason } from "./read-reasons.ts";
import { withinNamed } from "./read-sessions.ts";
import { plainReseed, reseedJudged } from "./reseed-output.ts";

/**
 * Puts a verdict on an output and answers with the output as it then is. 404 for one that the actor may not see, 403,
 * 409 with the current output when `expected` is stale or the verdict impossible, 422 for an unknown reason. Changing
 * a verdict withdraws the old one and appends the new one; repeating one's own changes nothing. `reseeded` makes one
 * child run. A comment that comes along is posted with the verdict or not at all.
 *
 * A verdict alone is a statement that reads and one that writes, without a transaction around them: what is written is
 * judged by the revision that was read, and refused when that is no longer the one.
 * (docs/decisions/035-a-verdict-is-two-statements.md)
 */
export async function decideOutput(
  db: Db | Tx,
  actor: Actor,
  outputId: string,
  input: Decide,
  now: Date,
  keep?: KeepAnswer<OutputView>,
): Promise<OutputView> {
  const { output, reason, session } = await readGrounds(db, actor, outputId, input);
  authoriseVerdict(actor, output, input.verdict);
  const rows = judgeDecision(actor, output, askedDecision(input, requireReason(input.reason, reason)));
  const within = rows.length > 0 ? withinNamed(actor, input.session, session) : undefined;
  if (within === undefined || input.verdict === "reseeded" || input.comment !== undefined) {
    return joinTransaction(db, async (tx) => {
      const answer = await decideWithMore(tx, actor, { output, rows, within }, input, now);
      return keepAnswer(tx, keep, answer);
    });
  }
  const { output: after } = await applyDecision(db, actor, output, rows, now, {
    within,
    keep: keep && ((moved, from) => keep(presentOutput(moved), from)),
  });
  return presentOutput(after);
}

type JudgedVerdict = { output: OutputRow; rows: readonly NewDecision[]; within: Within | undefined };

/** With child runs, with a comment, or with nothing to write because it stands already. */
async function decideWithMore(
  tx: Tx,
  actor: Actor,
  { output, rows, within }: JudgedVerdict,
  { verdict, comment }: Decide,
  now: Date,
): Promise<OutputView> {
  let after = presentOutput(output);
  if (within !== undefined && verdict === "reseeded") {
    after = (await reseedJudged(tx, actor, { output, rows, within }, { ...plainReseed, now })).output;
  } else if (within !== undefined) {
    after = presentOutput((await applyDecision(tx, actor, output, rows, now, { within })).output);
  }
  return comment === undefined ? after : withComment(tx, actor, { before: output, after }, comment, now);
}
