import { type Actor, authorise } from "#lib/account/actor";
import { AppError, invalid } from "#lib/errors";
import { type DecisionJson, type OutputRow, presentOutput, verdictsOf } from "#lib/output/output-row";
import type { OutputState } from "#lib/run/output-summary-schema";
import type { Decide, ReasonView, Verdict } from "./decision-schema.ts";
import { lockRefusal, type Move, policyRefusalOf, refusalOf, rowsOf } from "./decision-status.ts";
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
  // Where several decide, every verdict counts for theirs.
  const isJudged = output.state === "approved" || output.state === "rejected" || output.reviewers > 1;
  if (verdict !== "reseeded" || isJudged) authorise(actor, "output.decide", output.projectId);
  if (verdict === "reseeded") authorise(actor, "output.reseed", output.projectId);
}

/**
 * The rows that a verdict appends: one, or two when another verdict is replaced. None when this very decision, by
 * this actor and with this reason and note, stands already and was on screen: nothing would change. Throws 409 when the
 * output is locked or has changed since `expected`, even by the same request sent before, or when the verdict is
 * impossible; 403 and 422 when a policy has something against it.
 */
export function judgeDecision(actor: Actor, output: OutputRow, asked: AskedDecision): NewDecision[] {
  const isOnScreen = asked.expected === output.revision;
  if (isOnScreen && stands(actor, output, asked)) return [];
  // Before all else: nobody is asked to decide again where nothing can be decided.
  requireUnlocked(output);
  if (!isOnScreen) throw staleConflict(output);
  const replaced = replacedBy(actor, output);
  requireLegal(output, asked.verdict, replaced);
  requireAllowed(actor, output, asked);
  return rowsOf(stateOfReplaced(output, replaced), asked.verdict).map((verdict) =>
    verdict === "withdrawn" ? withdrawalOf(replaced, asked.expected) : { ...asked, withdraws: null },
  );
}

/** What a new verdict of the actor takes the place of: the one in force, or of several their own. */
export function replacedBy(actor: Actor, output: OutputRow): DecisionJson | null {
  if (output.reviewers === 1) return output.decision;
  return ownVerdict(actor, output);
}

/** The actor's own verdict in force. */
export function ownVerdict(actor: Actor, output: OutputRow): DecisionJson | null {
  const isOwn = ({ actorKind, actorId }: DecisionJson) => actorKind === actor.kind && actorId === actor.id;
  return verdictsOf(output).find(isOwn) ?? null;
}

/** The state that a move is made from: the output's, or of several verdicts what one's own comes to. */
export function stateOfReplaced(output: OutputRow, replaced: DecisionJson | null): OutputState {
  if (output.reviewers === 1) return output.state;
  return replaced === null || replaced.verdict === "withdrawn" ? "pending" : replaced.verdict;
}

/** 403 or 422 when the policy of the project or of the workflow has something against it. */
function requireAllowed(actor: Actor, output: OutputRow, { verdict, reason, note }: AskedDecision): void {
  const asked = { verdict, hasReason: reason !== null, note };
  const refusal = policyRefusalOf(presentOutput(output), asked, actor);
  if (refusal === null) return;
  const { code, message } = refusal;
  throw code === "invalid" ? invalid([{ path: refusal.path, message }]) : new AppError(code, message);
}

/** 409 with the output as it is when nobody could make this move on the verdict that it would take the place of. */
export function requireLegal(output: OutputRow, move: Move, replaced: DecisionJson | null): void {
  requireUnlocked(output);
  const refusal = refusalOf({ ...output, state: stateOfReplaced(output, replaced) }, move);
  if (refusal !== null) throw new AppError("conflict", refusal, { current: presentOutput(output) });
}

/** 409 with the output as it is when its review is closed. */
export function requireUnlocked(output: OutputRow): void {
  if (output.locked !== null) throw overtaken(output);
}

/** Why an output that was read as it could be decided was not: its review was closed, or somebody was quicker. */
export function overtaken(current: OutputRow): AppError {
  if (current.locked === null) return staleConflict(current);
  return new AppError("review_closed", lockRefusal(current.locked), { current: presentOutput(current) });
}

/** The row that takes back a verdict in force. */
export function withdrawalOf(verdict: DecisionJson | null, expected: number): NewDecision {
  return {
    verdict: "withdrawn",
    withdraws: verdict?.id ?? null,
    reason: null,
    note: null,
    expected,
  };
}

/** 409 with the output as it is now, saying who decided what and when. */
export function staleConflict(current: OutputRow): AppError {
  const view = presentOutput(current);
  const { decision, panel } = view;
  const told = decision ?? panel?.others.at(-1) ?? panel?.own ?? null;
  const what =
    told !== null
      ? `${told.by.name} marked this output as ${told.verdict} on ${told.at}`
      : panel !== null && panel.given > 0
        ? "Somebody else gave a verdict on this output"
        : "A decision on this output was withdrawn";
  return new AppError("conflict", `${what}, after your screen was drawn. Keep that, or decide again.`, {
    current: view,
  });
}

function stands(actor: Actor, output: OutputRow, { verdict, reason, note }: AskedDecision): boolean {
  const decision = ownVerdict(actor, output);
  return (
    decision !== null &&
    decision.verdict === verdict &&
    decision.reasonId === (reason?.id ?? null) &&
    decision.note === note
  );
}
