import { type Actor, authorise } from "#lib/account/actor";
import { AppError, invalid } from "#lib/errors";
import { type OutputRow, presentOutput } from "#lib/output/output-row";
import type { Decide, ReasonView, Verdict } from "./decision-schema.ts";
import { type Move, policyRefusalOf, refusalOf, rowsOf } from "./decision-status.ts";
import type { NewDecision } from "./decision-store.ts";

/** A verdict as asked for, its reason looked up. */
export type AskedDecision = {
  verdict: Verdict;
  reason: ReasonView | null;
  note: string | null;
  /** The revision that was on screen. */
  expected: number;
};

export function askedDecision(input: Decide, reason: ReasonView | null): AskedDecision {
  const note = input.note || input.comment?.body || null;
  return { verdict: input.verdict, reason, note, expected: input.expected };
}

/**
 * Throws 403 when the actor's role does not allow the verdict. Re-seeding is also for those who make runs, but only
 * reviewers may take somebody's approval or rejection away by it.
 */
export function authoriseVerdict(actor: Actor, output: OutputRow, verdict: Verdict): void {
  const isJudged = output.state === "approved" || output.state === "rejected";
  if (verdict !== "reseeded" || isJudged) authorise(actor, "output.decide", output.projectId);
  if (verdict === "reseeded") authorise(actor, "output.reseed", output.projectId);
}

/**
 * The rows that a verdict appends: one, or two when another verdict is replaced. None when this very decision, by
 * this actor and with this reason and note, stands already and was on screen: nothing would change. Throws 409 when the
 * output has changed since `expected`, even by the same request sent before, or when the verdict is impossible; 403
 * and 422 when a policy has something against it.
 */
export function judgeDecision(actor: Actor, output: OutputRow, asked: AskedDecision): NewDecision[] {
  if (asked.expected !== output.revision) throw staleConflict(output);
  if (stands(actor, output, asked)) return [];
  requireLegal(output, asked.verdict);
  requireAllowed(actor, output, asked);
  return rowsOf(output.state, asked.verdict).map((verdict) =>
    verdict === "withdrawn" ? withdrawalOf(output, asked.expected) : { ...asked, withdraws: null },
  );
}

/** 403 or 422 when the policy of the project or of the workflow has something against it. */
function requireAllowed(actor: Actor, output: OutputRow, { verdict, reason, note }: AskedDecision): void {
  const { policy, submittedBy } = presentOutput(output);
  const asked = { verdict, hasReason: reason !== null, note };
  const refusal = policyRefusalOf({ policy, submittedBy }, asked, actor);
  if (refusal === null) return;
  const { code, message } = refusal;
  throw code === "invalid" ? invalid([{ path: refusal.path, message }]) : new AppError(code, message);
}

/** 409 with the output as it is when nobody could make this move. */
export function requireLegal(output: OutputRow, move: Move): void {
  const refusal = refusalOf(output, move);
  if (refusal !== null) throw new AppError("conflict", refusal, { current: presentOutput(output) });
}

/** The row that takes back what is in force. */
export function withdrawalOf(output: OutputRow, expected: number): NewDecision {
  return {
    verdict: "withdrawn",
    withdraws: output.decision?.id ?? null,
    reason: null,
    note: null,
    expected,
  };
}

/** 409 with the output as it is now, saying who decided what and when. */
export function staleConflict(current: OutputRow): AppError {
  const view = presentOutput(current);
  const { decision } = view;
  const what =
    decision === null
      ? "A decision on this output was withdrawn"
      : `${decision.by.name} marked this output as ${decision.verdict} on ${decision.at}`;
  return new AppError("conflict", `${what}, after your screen was drawn. Keep that, or decide again.`, {
    current: view,
  });
}

function stands(actor: Actor, { decision }: OutputRow, { verdict, reason, note }: AskedDecision): boolean {
  return (
    decision !== null &&
    decision.verdict === verdict &&
    decision.actorKind === actor.kind &&
    decision.actorId === actor.id &&
    decision.reasonId === (reason?.id ?? null) &&
    decision.note === note
  );
}
