"use client";

import { useCallback, useMemo } from "react";
import { useDeskParts, type DeskParts } from "#components/review/desk-context";
import { useBlocked, type Blocked } from "#components/review/use-blocked";
import { useMe } from "#components/shell/me-context";
import { toast } from "#components/ui/toast";
import { policyRefusalOf, type PolicyRefusal } from "#lib/review/decision-status";
import { announce } from "#lib/review/browser/announcer";
import { bringTargetForward, goOn } from "#lib/review/browser/decide-in-compare";
import { positionOf, shownState } from "#lib/review/browser/desk";
import { areVerdictsHeld } from "#lib/review/browser/hold-verdicts";
import type { Ruling } from "#lib/review/browser/judge";
import { isPictureShown } from "#lib/review/browser/shown-picture";
import { stateWords } from "#lib/output/state-words";

export type Verdicts = Blocked & {
  /** Gives a verdict on the output with the cursor and goes on; says why when it cannot. */
  give: (ruling: Ruling) => void;
  /** Gives a verdict again after a conflict, on what now stands; the cursor stays. */
  giveAgain: (id: string, ruling: Ruling) => void;
  undo: () => void;
};

type VerdictsParts = {
  isLarge: boolean;
  /** Nothing undecided is left. */
  onFinished: () => void;
  /** A rejection has to say more: leads to where that is said. */
  onAsk: (what: "/reason" | "/note", ruling: Ruling) => void;
};

export function useVerdicts({ isLarge, onFinished, onAsk }: VerdictsParts): Verdicts {
  const parts = useDeskParts();
  const me = useMe();
  const standing = useBlocked();
  const { blocked } = standing;

  const give = useCallback(
    (ruling: Ruling) => {
      const id = parts.compare.read()?.target ?? parts.desk.read().cursor;
      if (id === null || areVerdictsHeld()) return;
      const refusal =
        blocked[ruling.verdict] ?? bringTargetForward(parts.compare) ?? whyNotNow(parts, id, ruling, isLarge);
      if (refusal !== undefined) {
        announce(refusal);
        toast.info(refusal);
        return;
      }
      const note = ruling.note ?? parts.drafts.read(id).trim();
      const asked = policyOf(parts, id, ruling, note, me);
      if (asked !== null) {
        announce(asked.message);
        toast.info(asked.message);
        if (asked.code === "invalid") onAsk(asked.path, ruling);
        return;
      }
      void parts.judge.give(id, { ...ruling, ...(note !== "" && { note }) });
      announce(stateWords[ruling.verdict]);
      void goOn(parts, id).then((isLeft) => {
        if (!isLeft) onFinished();
        else announcePosition(parts);
      });
    },
    [parts, blocked, me, isLarge, onFinished, onAsk],
  );

  const giveAgain = useCallback((id: string, ruling: Ruling) => void parts.judge.give(id, ruling), [parts]);

  const undo = useCallback(() => {
    if (parts.sitting.last() === undefined) {
      announce("Nothing to undo");
      return;
    }
    void parts.judge.undo();
  }, [parts]);

  return useMemo(() => ({ give, giveAgain, undo, ...standing }), [give, giveAgain, undo, standing]);
}

/** While a face stands where the pictures were, no verdict may reach one that is not on screen. */
export function withoutPicture(verdicts: Verdicts): Verdicts {
  const why = "Everything is decided. Undo, or look at the pictures again.";
  return {
    ...verdicts,
    give: () => {
      announce(why);
      toast.info(why);
    },
    blocked: { approved: why, rejected: why, reseeded: why },
    brief: { approved: "All decided", rejected: "All decided", reseeded: "All decided" },
  };
}

/** What the policies of project and workflow have against it, as the server would say it. */
function policyOf(
  { desk }: DeskParts,
  id: string,
  { verdict, reason }: Ruling,
  note: string,
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
    return "The picture is still loading. Decide when you see it.";
  }
  if (shownState(state, id) === ruling.verdict && ruling.verdict !== "rejected") {
    return `It is ${stateWords[ruling.verdict].toLowerCase()} already.`;
  }
  return undefined;
}

function announcePosition({ desk }: DeskParts): void {
  const state = desk.read();
  if (state.cursor === null) return;
  const position = positionOf(state, state.cursor) + 1;
  announce(`Picture ${position} of ${state.order.length}${state.isWhole ? "" : " and more"}`);
}
