import { type Actor, authorise } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { type OutputRow, presentOutput } from "#lib/output/output-row";
import { type Children, createChildRuns } from "#lib/run/create-child-runs";
import { rankOf } from "#lib/run/run-priority";
import { applyDecision, requireOutput } from "./apply-decision.ts";
import { withComment } from "./carry-comment.ts";
import type { NewDecision, Within } from "./decision-store.ts";
import { authoriseVerdict, judgeDecision, replacedBy, requireLegal } from "./judge-decision.ts";
import { findReason } from "./read-reasons.ts";
import { requireWithin } from "./read-sessions.ts";
import type { Reseed, ReseedAnswer } from "./reseed-schema.ts";

/** What one key does: one run with everything kept and a fresh seed. */
export const plainReseed = {
  count: 1,
  grain: { grain: "everything", seed: { choice: "random" } },
  version: "parent",
} as const satisfies Pick<Children, "count" | "grain" | "version">;

/**
 * Passes an output over: the decision `reseeded` and exactly the child runs it announces, together or not at all. 404,
 * 403, 409 when `expected` is given and stale, when the output is re-seeded already (so a double press makes one set of
 * children) or when its workflow cannot run, 422 for an unknown reason and for values that do not fit the contract.
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
  requireLegal(output, "reseeded", replacedBy(actor, output));
  const reason = await findReason(tx, output.projectId, input.reason);
  const expected = input.expected ?? output.revision;
  const asked = {
    verdict: "reseeded" as const,
    reason,
    note: input.note || input.comment?.body || null,
    expected,
  };
  const rows = judgeDecision(actor, output, asked);
  const priority = rankOf(input.priority ?? "normal");
  if (priority > 0) authorise(actor, "run.hurry", output.projectId);
  const within = await requireWithin(tx, actor, input.session);
  const { count, vary: grain = plainReseed.grain } = input;
  // A form is filled in by the published version; there is none of an older one.
  const version = grain.grain === "edits" ? "published" : (input.version ?? "parent");
  const made = await reseedJudged(
    tx,
    actor,
    { output, rows, within },
    { count, grain, version, priority, now },
  );
  if (input.comment === undefined) return made;
  return {
    ...made,
    output: await withComment(tx, actor, { before: output, after: made.output }, input.comment, now),
  };
}

/** Writes a judged `reseeded` and its children. The output is locked first, so only the winner of a race makes runs. */
export async function reseedJudged(
  tx: Tx,
  actor: Actor,
  { output, rows, within }: { output: OutputRow; rows: readonly NewDecision[]; within: Within },
  children: Omit<Children, "reason">,
): Promise<ReseedAnswer> {
  const { output: after } = await applyDecision(tx, actor, output, rows, children.now, { within });
  const { id: outputId, rootOutputId, generation, runId, projectId, workflow } = output;
  const parent = { outputId, rootOutputId, generation, runId, projectId, workflow };
  const reason = rows.at(-1)?.reason ?? null;
  const items = await createChildRuns(tx, actor, parent, { ...children, reason });
  return { items, output: presentOutput(after) };
}
