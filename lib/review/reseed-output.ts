import type { Actor } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { type OutputRow, presentOutput } from "#lib/output/output-row";
import { createChildRuns } from "#lib/run/create-child-runs";
import { applyDecision, requireOutput } from "./apply-decision.ts";
import type { Reseed, ReseedAnswer } from "./decision-schema.ts";
import type { NewDecision, Within } from "./decision-store.ts";
import { authoriseVerdict, judgeDecision, requireLegal } from "./judge-decision.ts";
import { findReason } from "./read-reasons.ts";
import { requireWithin } from "./read-sessions.ts";

/**
 * Passes an output over: the decision `reseeded` and exactly `count` child runs, together or not at all. 404, 403,
 * 409 when `expected` is given and stale, when the output is re-seeded already (so a double press makes one set of
 * children) or when its workflow cannot run, 422 for an unknown reason.
 */
export async function reseedOutput(
  tx: Tx,
  actor: Actor,
  outputId: string,
  input: Reseed,
  now: Date,
): Promise<ReseedAnswer> {
  const output = await requireOutput(tx, actor, outputId);
  authoriseVerdict(actor, output, "reseeded");
  requireLegal(output, "reseeded");
  const reason = await findReason(tx, output.projectId, input.reason);
  const expected = input.expected ?? output.revision;
  const asked = { verdict: "reseeded" as const, reason, note: input.note || null, expected };
  const rows = judgeDecision(actor, output, asked);
  const within = await requireWithin(tx, actor, input.session);
  return reseedJudged(tx, actor, { output, rows, within }, { count: input.count, now });
}

/** Writes a judged `reseeded` and its children. The output is locked first, so only the winner of a race makes runs. */
export async function reseedJudged(
  tx: Tx,
  actor: Actor,
  { output, rows, within }: { output: OutputRow; rows: readonly NewDecision[]; within: Within },
  { count, now }: { count: number; now: Date },
): Promise<ReseedAnswer> {
  const { output: after } = await applyDecision(tx, actor, output, rows, now, within);
  const { id: outputId, rootOutputId, generation, runId, projectId } = output;
  const parent = { outputId, rootOutputId, generation, runId, projectId };
  const items = await createChildRuns(tx, actor, parent, { count, grain: "everything", now });
  return { items, output: presentOutput(after) };
}
