import type { Actor } from "#lib/account/actor";
import { inSavepoint } from "#lib/db/savepoint";
import type { Tx } from "#lib/db/transaction";
import { AppError, errorStatuses, invalid, notFound } from "#lib/errors";
import { newId } from "#lib/ids";
import { type OutputRow, presentOutput } from "#lib/output/output-row";
import { findOutputs } from "#lib/output/read-outputs";
import { cancelChildren, readLost } from "./apply-decision.ts";
import type { BulkAnswer, BulkDecide } from "./decision-schema.ts";
import { appendDecisions, lockOutputs, type NewDecision, type Within } from "./decision-store.ts";
import { askedDecision, authoriseVerdict, judgeDecision, overtaken } from "./judge-decision.ts";
import { findReasons, unknownReason } from "./read-reasons.ts";
import { requireWithin } from "./read-sessions.ts";
import { readStep } from "./read-steps.ts";
import { plainReseed, reseedJudged } from "./reseed-output.ts";

/** Re-seeds make runs of their own, and all of them are one transaction that others wait for. */
const maxRuns = 100;

/** One verdict of the many. */
type Asked = BulkDecide["items"][number];
type Answer = BulkAnswer["items"][number];

/** One that may go ahead, with the rows it appends: none when that decision stands already. */
type Judged = { asked: Asked; output: OutputRow; rows: NewDecision[] };

/**
 * Decides on many outputs, each answered as it would be alone: what can be done is done, what cannot is refused by
 * name, and one refusal stops nobody else. The answers stand in the order asked. 422 for too many re-seeds at once.
 */
export async function decideOutputs(
  tx: Tx,
  actor: Actor,
  { items, session, step }: BulkDecide,
  now: Date,
): Promise<BulkAnswer> {
  const runs = items.map(({ verdict, count = 1 }) => (verdict === "reseeded" ? count : 0));
  if (runs.reduce((sum, count) => sum + count, 0) > maxRuns) {
    const message = `At most ${maxRuns} new runs at once. Send the others in another request.`;
    throw invalid([{ path: "/items", message }]);
  }
  const within = { ...(await requireWithin(tx, actor, session)), step: await stepOf(tx, actor, step) };
  const ids = [...new Set(items.map(({ output }) => output))];
  // Locked before they are read: nobody can move one between its judgement and its decision.
  await lockOutputs(tx, actor, ids);
  const { judge, outputOf } = await createJudge(tx, actor, ids, items);

  const answers = new Map<Asked, Answer>();
  const judged: Judged[] = [];
  for (const asked of items) {
    try {
      judged.push(judge(asked));
    } catch (error) {
      answers.set(asked, refused(asked, error, outputOf(asked)));
    }
  }

  const verdicts = judged.filter(({ asked, rows }) => rows.length > 0 && asked.verdict !== "reseeded");
  const moved = await appendDecisions(tx, actor, verdicts, now, { within });
  const lost = await readLost(tx, actor, verdicts, moved);
  for (const { asked, output, rows } of judged) {
    const after = moved.get(output.id) ?? output;
    const current = lost.get(output.id);
    if (current !== undefined) answers.set(asked, refused(asked, overtaken(current), current));
    else if (rows.length > 0 && asked.verdict === "reseeded") {
      answers.set(asked, await reseedOne(tx, actor, { asked, output, rows }, within, now));
    } else {
      if (after !== output) await cancelChildren(tx, actor, output, rows, now);
      answers.set(asked, done(asked, presentOutput(after)));
    }
  }
  return { items: items.flatMap((asked) => answers.get(asked) ?? []), step: within.step };
}

/** One of the actor's own steps that goes on, else a new one: nothing of one's own is there to go on from. */
async function stepOf(tx: Tx, actor: Actor, step: string | undefined): Promise<string> {
  const isOwn = step !== undefined && (await readStep(tx, actor, step)).length > 0;
  return isOwn ? step : newId();
}

/** Reads once what all of them need, and judges one at a time from that. */
async function createJudge(tx: Tx, actor: Actor, ids: readonly string[], items: readonly Asked[]) {
  const outputs = new Map((await findOutputs(tx, actor, ids)).map((output) => [output.id, output]));
  const projects = [...new Set([...outputs.values()].map(({ projectId }) => projectId))];
  const reasons = await findReasons(
    tx,
    projects,
    items.flatMap(({ reason }) => reason ?? []),
  );
  const seen = new Set<string>();

  const judge = (asked: Asked): Judged => {
    const output = outputs.get(asked.output);
    if (output === undefined) throw notFound("output");
    if (seen.has(output.id)) {
      throw invalid([{ path: "/output", message: "This output is listed twice. One verdict each." }]);
    }
    seen.add(output.id);
    authoriseVerdict(actor, output, asked.verdict);
    const reason =
      asked.reason === undefined
        ? null
        : reasons.find(({ id, projectId }) => id === asked.reason && projectId === output.projectId);
    if (reason === undefined) throw unknownReason();
    return { asked, output, rows: judgeDecision(actor, output, askedDecision(asked, reason)) };
  };
  return { judge, outputOf: (asked: Asked) => outputs.get(asked.output) };
}

/** Children may be refused after the decision is written; then that decision goes too, and only that one. */
async function reseedOne(
  tx: Tx,
  actor: Actor,
  { asked, output, rows }: Judged,
  within: Within,
  now: Date,
): Promise<Answer> {
  try {
    const { output: after } = await inSavepoint(tx, () =>
      reseedJudged(tx, actor, { output, rows, within }, { ...plainReseed, count: asked.count ?? 1, now }),
    );
    return done(asked, after);
  } catch (error) {
    return refused(asked, error, output);
  }
}

function done(asked: Asked, output: Answer["output"]): Answer {
  return { id: asked.output, status: 200, output, error: null };
}

function refused(asked: Asked, error: unknown, output: OutputRow | undefined): Answer {
  if (!(error instanceof AppError)) throw error;
  const { code, message } = error;
  return {
    id: asked.output,
    status: errorStatuses[code],
    output: output === undefined ? null : presentOutput(output),
    error: { code, message },
  };
}
