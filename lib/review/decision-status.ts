import type { OutputState } from "#lib/run/output-summary-schema";

/** What a person may do to an output: give a verdict, or withdraw the one in force. */
export const moves = ["approved", "rejected", "reseeded", "withdrawn"] as const;
export type Move = (typeof moves)[number];

/**
 * What a move means from a state. `append`: one row. `replace`: two rows, the withdrawal of what is in force and the
 * new decision, in one transaction. `repeat`: that verdict already stands. `nothing`: there is nothing to withdraw.
 */
export type Effect = "append" | "replace" | "repeat" | "nothing";

/** The written table of all moves. */
const table = {
  pending: { approved: "append", rejected: "append", reseeded: "append", withdrawn: "nothing" },
  approved: { approved: "repeat", rejected: "replace", reseeded: "replace", withdrawn: "append" },
  rejected: { approved: "replace", rejected: "repeat", reseeded: "replace", withdrawn: "append" },
  reseeded: { approved: "replace", rejected: "replace", reseeded: "repeat", withdrawn: "append" },
} as const satisfies Record<OutputState, Record<Move, Effect>>;

export function effectOf(state: OutputState, move: Move): Effect {
  return table[state][move];
}

/** The rows a move appends to the history, in order. */
export function rowsOf(state: OutputState, move: Move): Move[] {
  switch (effectOf(state, move)) {
    case "append":
      return [move];
    case "replace":
      return ["withdrawn", move];
    case "repeat":
    case "nothing":
      return [];
  }
}

/** The state that a history of rows, oldest first, leaves an output in: the last row decides. */
export function deriveState(history: readonly { verdict: Move }[]): OutputState {
  const last = history.at(-1)?.verdict;
  return last === undefined || last === "withdrawn" ? "pending" : last;
}

/** What is known of an output when a move is judged. */
export type Judged = { state: OutputState; sha256: string | null; runStatus?: string };

/** Why a move is impossible for anybody, in words for the person who tries; null when it may be made. */
export function refusalOf({ state, sha256, runStatus = "succeeded" }: Judged, move: Move): string | null {
  if (runStatus !== "succeeded")
    return "The run of this output has not succeeded, so there is nothing to decide.";
  if (move === "approved" && sha256 === null) {
    return "This file was set aside and is not kept, so it cannot be approved. Reject it or re-seed it.";
  }
  if (effectOf(state, move) === "nothing")
    return "No decision is in force here, so there is nothing to undo.";
  return null;
}

/** Whether one may withdraw a decision: one's own, or anybody's as an owner of the project. */
export function mayWithdraw(decidedBy: Who, actor: Who, isOwner: boolean): boolean {
  return isOwner || (decidedBy.kind === actor.kind && decidedBy.id === actor.id);
}

type Who = { kind: string; id: string };
