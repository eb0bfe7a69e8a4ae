"use client";

import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { useDeskParts, type DeskParts } from "#components/review/desk/desk-context";
import { useBlocked, type Blocked } from "#components/review/decide/use-blocked";
import { useMe } from "#components/shell/me-context";
import { toast } from "#components/ui/toast";
import { endDrawing, readDrawing } from "#lib/comment/browser/drawing";
import { policyRefusalOf, type PolicyRefusal } from "#lib/review/decision-status";
import { announce } from "#lib/review/browser/desk/announcer";
import { contradictedBy, type Contradicted } from "#lib/review/browser/decide/contradiction";
import { bringTargetForward, goOn } from "#lib/review/browser/compare/decide-in-compare";
import { isUndecided, positionOf, shownState } from "#lib/review/browser/desk/desk";
import { withDraft } from "#lib/review/browser/decide/carry-draft";
import { areVerdictsHeld } from "#lib/review/browser/decide/hold-verdicts";
import type { Ruling } from "#lib/review/browser/decide/judge";
import { passBy } from "#lib/review/browser/desk/pass-by";
import { bringIntoSight } from "#lib/review/browser/grid/bring-into-sight";
import { isPictureShown } from "#lib/review/browser/large/shown-picture";
import { isMany } from "#lib/review/browser/decide/unsent";
import { describeDecision, describeRuling } from "#lib/review/browser/desk/words";
import { reasonsQuery } from "#lib/review/reason-queries";
import { stateWords } from "#lib/output/state-words";

export type Verdicts = Blocked & {
  /** Gives a verdict on the output with the cursor and goes on; says why when it cannot. */
  give: (ruling: Ruling) => void;
  /** Gives a verdict again after a conflict, on what now stands; the cursor stays. */
  giveAgain: (id: string, ruling: Ruling) => void;
  /** Gives a verdict that was asked about, and goes on; unless somebody else has decided while it was asked. */
  confirm: (question: Contradiction) => void;
  /** Passes the output with the cursor by for now. */
  skip: () => void;
  undo: () => void;
};

/** A verdict against one's own of the same session: asked about once, before anything is sent. */
export type Contradiction = Contradicted & { id: string; ruling: Ruling };

type VerdictsParts = {
  isLarge: boolean;
  /** Nothing undecided is left, or the round of the skipped ones is over. */
  onFinished: () => void;
  /** A rejection has to say more: leads to where that is said. */
  onAsk: (what: "/reason" | "/note", ruling: Ruling) => void;
  onContradiction: (question: Contradiction) => void;
};

export function useVerdicts({ isLarge, onFinished, onAsk, onContradiction }: VerdictsParts): Verdicts {
  const parts = useDeskParts();
  const me = useMe();
  const { data: reasons } = useQuery(reasonsQuery());
  const standing = useBlocked();
  const { blocked, skipBlocked, undoBlocked } = standing;

  const commit = useCallback(
    (id: string, ruling: Ruling) => {
      void parts.judge.give(id, ruling);
      // What was drawn went along, so nothing is left to ask about.
      if (readDrawing().on === id) endDrawing();
      announce(describeRuling(ruling, reasons));
      void goOn(parts, id).then((isLeft) => {
        if (!isLeft) onFinished();
        else announcePosition(parts);
      });
    },
    [parts, reasons, onFinished],
  );

  const give = useCallback(
    (asked: Ruling) => {
      const id = parts.compare.read()?.target ?? parts.desk.read().cursor;
      if (areVerdictsHeld()) return;
      const why = blocked[asked.verdict];
      if (id === null) return why === undefined ? undefined : refuse(why);
      const refusal = why ?? bringTargetForward(parts.compare) ?? whyNotNow(parts, id, asked, isLarge);
      if (refusal !== undefined) return refuse(refusal);
      const ruling = withDraft(asked, parts.drafts.read(id), isBlind(parts, id));
      const policy = policyOf(parts, id, ruling, me);
      if (policy !== null) {
        refuse(policy.message);
        if (policy.code === "invalid") onAsk(policy.path, asked);
        return;
      }
      if (isOthers(parts, id, me)) return contest(parts, id, ruling);
      const sitting = { personId: me.id, sessionId: parts.sessionId() };
      const contradicted = contradictedBy(parts.desk.read(), id, ruling.verdict, sitting);
      if (contradicted === null) commit(id, ruling);
      else onContradiction({ ...contradicted, id, ruling });
    },
    [parts, blocked, me, isLarge, commit, onAsk, onContradiction],
  );

  const confirm = useCallback(
    ({ id, ruling }: Contradiction) =>
      isOthers(parts, id, me) ? contest(parts, id, ruling) : commit(id, ruling),
    [parts, me, commit],
  );

  const giveAgain = useCallback((id: string, ruling: Ruling) => void parts.judge.give(id, ruling), [parts]);

  const skip = useCallback(() => {
    const state = parts.desk.read();
    if (state.cursor === null || state.goal !== null || areVerdictsHeld()) return;
    if (skipBlocked !== undefined) return refuse(skipBlocked);
    const now = shownState(state, state.cursor);
    if (now !== "pending") return refuse(`It is ${stateWords[now].toLowerCase()} already.`);
    if (!isUndecided(state)(state.cursor)) return refuse("It waits for no verdict of yours.");
    announce("Skipped");
    void passBy(parts, state.cursor).then((isLeft) => {
      if (!isLeft) onFinished();
      else announcePosition(parts);
    });
  }, [parts, skipBlocked, onFinished]);

  const undo = useCallback(() => {
    // They are the last step, and have no name to undo them by before the server has them.
    if (parts.unsent.all().some(isMany))
      return refuse("The verdicts on many are not saved yet. Undo takes them back once they are.");
    if (parts.sitting.last() === undefined && !parts.judge.isUndoing()) {
      announce("Nothing to undo");
      return;
    }
    if (undoBlocked !== undefined) return refuse(undoBlocked);
    void parts.judge.undo();
  }, [parts, undoBlocked]);

  return useMemo(
    () => ({ give, giveAgain, confirm, skip, undo, ...standing }),
    [give, giveAgain, confirm, skip, undo, standing],
  );
}

function refuse(why: string): void {
  announce(why);
  toast.info(why);
}

/** While a face stands where the pictures were, no verdict may reach one that is not on screen. */
export function withoutPicture(verdicts: Verdicts): Verdicts {
  const why = "The list is at its end. Undo, or look at the pictures again.";
  return {
    ...verdicts,
    give: () => refuse(why),
    skip: () => refuse(why),
    skipBlocked: why,
    blocked: { approved: why, rejected: why, reseeded: why },
    brief: { approved: "End of list", rejected: "End of list", reseeded: "End of list" },
  };
}

/** Whether somebody else's verdict stands here. */
function isOthers({ desk }: DeskParts, id: string, me: { id: string }): boolean {
  const state = desk.read();
  const { panel, decision } = state.rows.get(id) ?? {};
  // Of several verdicts one's own takes the place of nobody else's.
  const by = panel ? undefined : decision?.by;
  return by !== undefined && by.id !== me.id && !state.writes.has(id);
}

/** Nothing that somebody else decided is written over in passing: the two verdicts are put side by side. */
function contest({ desk }: DeskParts, id: string, { verdict: wanted, reason, note, comment }: Ruling): void {
  const current = desk.read().rows.get(id);
  if (current === undefined) return;
  const said = {
    ...(reason !== undefined && { reason }),
    ...(note !== undefined && { note }),
    ...(comment !== undefined && { comment }),
  };
  desk.dispatch({ type: "conflicted", id, conflict: { wanted, ...said, current } });
  if (current.decision) announce(`${describeDecision(current.decision, new Date())}.`, "assertive");
}

/** Whether what one says with a verdict has to stay unread until others have given theirs. */
function isBlind({ desk }: DeskParts, id: string): boolean {
  const row = desk.read().rows.get(id);
  return row?.panel?.isBlind === true && row.state === "pending";
}

/** What the policies of project and workflow have against it, as the server would say it. */
function policyOf(
  { desk }: DeskParts,
  id: string,
  { verdict, reason, note = "" }: Ruling,
  me: { kind: string; id: string },
): PolicyRefusal | null {
  const row = desk.read().rows.get(id);
  return row === undefined
    ? null
    : policyRefusalOf(row, { verdict, hasReason: reason !== undefined, note }, me);
}

function whyNotNow(
  { desk, compare }: DeskParts,
  id: string,
  ruling: Ruling,
  isLarge: boolean,
): string | undefined {
  const state = desk.read();
  if (state.goal !== null) return "The next picture is still being read. Decide when you see it.";
  const row = state.rows.get(id);
  if (row === undefined) {
    return compare.read()?.pins.includes(id)
      ? "The pinned picture is not in this list. Open it where it is listed to decide about it."
      : "This picture is still being read.";
  }
  if (row.sha256 === null && ruling.verdict === "approved") {
    return "This file was set aside and is not kept, so it cannot be approved. Reject it or re-seed it.";
  }
  if (isLarge && row.sha256 !== null && !isPictureShown(id)) {
    return document.querySelector("[data-picture-failure]") === null
      ? "The picture is still loading. Decide when you see it."
      : "The picture did not load. Try again there, or decide it in the grid.";
  }
  if (!isLarge && bringIntoSight(id)) return "This picture was out of sight. Decide now that you see it.";
  const stands =
    row.panel === null ? shownState(state, id) : (state.writes.get(id) ?? row.panel.own?.verdict);
  if (stands === ruling.verdict && ruling.verdict !== "rejected") {
    const words = stateWords[ruling.verdict].toLowerCase();
    return row.panel === null ? `It is ${words} already.` : `You have ${words} it already.`;
  }
  return undefined;
}

function announcePosition({ desk }: DeskParts): void {
  const state = desk.read();
  if (state.cursor === null) return;
  const position = positionOf(state, state.cursor) + 1;
  announce(`Picture ${position} of ${state.order.length}${state.isWhole ? "" : " and more"}`);
}
