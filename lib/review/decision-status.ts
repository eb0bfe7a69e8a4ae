import { isSame } from "#lib/output/panel";
import type { Lock } from "#lib/output/output-schema";
import type { OutputState } from "#lib/run/output-summary-schema";

/** What a person may do to an output: give a verdict, or withdraw the one in force. */
export const moves = ["approved", "rejected", "reseeded", "withdrawn"] as const;
export type Move = (typeof moves)[number];

/**
 * The rows each move appends to the history. A verdict over another one is two rows, the withdrawal and the new
 * decision, in one transaction; also where a verdict is given again by somebody else or for another reason. A re-seed
 * is not given twice, because each one makes runs; and where nothing stands there is nothing to withdraw.
 */
const table = {
  pending: { approved: ["approved"], rejected: ["rejected"], reseeded: ["reseeded"], withdrawn: [] },
  approved: {
    approved: ["withdrawn", "approved"],
    rejected: ["withdrawn", "rejected"],
    reseeded: ["withdrawn", "reseeded"],
    withdrawn: ["withdrawn"],
  },
  rejected: {
    approved: ["withdrawn", "approved"],
    rejected: ["withdrawn", "rejected"],
    reseeded: ["withdrawn", "reseeded"],
    withdrawn: ["withdrawn"],
  },
  reseeded: {
    approved: ["withdrawn", "approved"],
    rejected: ["withdrawn", "rejected"],
    reseeded: [],
    withdrawn: ["withdrawn"],
  },
} as const satisfies Record<OutputState, Record<Move, readonly Move[]>>;

/** The rows a move appends, in order; none when it is not a legal move. */
export function rowsOf(state: OutputState, move: Move): readonly Move[] {
  return table[state][move];
}

/** What is known of an output when a move is judged. */
export type Judged = { state: OutputState; sha256: string | null; runStatus?: string; locked: Lock | null };

/** Why a move is impossible for anybody, in words for the person who tries; null when it may be made. */
export function refusalOf(
  { state, sha256, runStatus = "succeeded", locked }: Judged,
  move: Move,
): string | null {
  if (locked !== null) return lockRefusal(locked);
  if (runStatus !== "succeeded")
    return "The run of this output has not succeeded, so there is nothing to decide.";
  if (move === "approved" && sha256 === null) {
    return "This file was set aside and is not kept, so it cannot be approved. Reject it or re-seed it.";
  }
  if (rowsOf(state, move).length > 0) return null;
  return move === "withdrawn"
    ? "No decision is in force here, so there is nothing to undo."
    : "This output is re-seeded already. Re-seed one of its children, or undo this re-seed first.";
}

/** What a closed review says to whoever would change a verdict, owners included; `say` tells the moment. */
export function lockRefusal({ at, by }: Lock, say: (at: string) => string = inUtc): string {
  return `${by.name} closed this review ${say(at)}. Its verdicts stay as they are until an owner reopens it, or this picture, and says why.`;
}

function inUtc(at: string): string {
  const [day, time = ""] = new Date(at).toISOString().split("T");
  return `on ${day} at ${time.slice(0, 5)} UTC`;
}

/** Whether one may withdraw a decision: one's own, or anybody's as an owner of the project. */
export function mayWithdraw(decidedBy: Who, actor: Who, isOwner: boolean): boolean {
  return isOwner || isSame(decidedBy, actor);
}

/** What stands in the way of one verdict by one person: not their turn, or something has to be said with it. */
export type PolicyRefusal =
  | { code: "forbidden"; message: string }
  | { code: "invalid"; path: "/reason" | "/note"; message: string };

type PolicyJudged = {
  state: OutputState;
  policy: { reason: "optional" | "required" | "note"; separatesDuties: boolean };
  submittedBy: Who;
  panel: { isBlind: boolean; own: unknown } | null;
};

/** What the policies of project and contract have against a verdict; null when nothing. */
export function policyRefusalOf(
  { state, policy, submittedBy, panel }: PolicyJudged,
  asked: { verdict: Move; hasReason: boolean; note: string | null },
  who: Who,
): PolicyRefusal | null {
  if (asked.verdict === "approved" && policy.separatesDuties && isSame(submittedBy, who)) {
    const message =
      "You asked for this run yourself, and this project has somebody else approve it. You can still reject or re-seed it.";
    return { code: "forbidden", message };
  }
  if (panel?.isBlind === true) {
    const message = blindRefusalOf(state, panel.own !== null, asked.verdict);
    if (message !== null) return { code: "forbidden", message };
  }
  if (asked.verdict !== "rejected") return null;
  const isNoted = asked.note !== null && asked.note.trim() !== "";
  if (policy.reason === "note" && !isNoted) {
    const message = "Rejecting a picture of this workflow takes a note: say in words what is wrong.";
    return { code: "invalid", path: "/note", message };
  }
  if (policy.reason === "required" && !asked.hasReason && !isNoted) {
    const message =
      "Rejecting a picture of this workflow takes a reason: one of the list, or a note in words.";
    return { code: "invalid", path: "/reason", message };
  }
  return null;
}

/** What would show a verdict of a blind review before its time, or be given by somebody who has seen the others. */
function blindRefusalOf(state: OutputState, hasOwn: boolean, verdict: Move): string | null {
  if (state !== "pending" && !hasOwn) {
    return "Reviews of this workflow are blind, and all verdicts on this picture are in. One of those who gave them can change theirs.";
  }
  if (state === "pending" && verdict === "reseeded") {
    return "Reviews of this workflow are blind, and new runs would show your verdict. Reject it; re-seed it when all verdicts are in.";
  }
  return null;
}

type Who = { kind: string; id: string };
