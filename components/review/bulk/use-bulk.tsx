"use client";

import { useState } from "react";
import type { ToldAnswer } from "#components/review/bulk/bulk-answer";
import { useDeskParts } from "#components/review/desk/desk-context";
import { offerFocusToCursor } from "#components/review/desk/focus-cursor";
import { toast } from "#components/ui/toast";
import { untilOnline } from "#lib/event/browser/until-online";
import { advance } from "#lib/review/browser/desk/advance";
import { announce } from "#lib/review/browser/desk/announcer";
import { archiveApi, archiveMany } from "#lib/review/browser/bulk/archive";
import { isUndecided } from "#lib/review/browser/desk/desk";
import type { BulkRuling } from "#lib/review/browser/bulk/eligibility";
import { giveMany, type ManyAnswer } from "#lib/review/browser/bulk/judge-many";
import { verdictApi } from "#lib/review/browser/decide/verdict-api";

export type BulkAsk = { id: string; ruling: BulkRuling };

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

function tellDone(what: string, more: string, options: Parameters<typeof toast.success>[1] = {}): void {
  announce(what);
  toast.success(`${what}${more}`, options);
}

/** Decides on many at once and tells what became of each; those that failed are selected afterwards. */
export function useBulk() {
  const parts = useDeskParts();
  const { desk, session, sitting, unsent, sessionId } = parts;
  /** How many have been answered, of how many; null while nothing is under way. */
  const [progress, setProgress] = useState<{ answered: number; of: number } | null>(null);
  const [answer, setAnswer] = useState<ToldAnswer | null>(null);

  async function run(asks: readonly BulkAsk[], what: string): Promise<ManyAnswer> {
    setProgress({ answered: 0, of: asks.length });
    const given = await giveMany(
      { desk, sitting, unsent, sessionId: sessionId(), api: verdictApi, wait, untilOnline },
      asks,
      (answered) => setProgress({ answered, of: asks.length }),
    );
    await settle(given);
    const { done, refused } = given;
    if (refused.length > 0) tellRefused({ ...given, what: "decided", isStep: true });
    else tellDone(`${done.length} ${what}`, ". Undo takes them back in one step.");
    return given;
  }

  /** Puts all of them aside, or brings them back. */
  async function archive(ids: readonly string[], isArchived: boolean): Promise<void> {
    setProgress({ answered: 0, of: ids.length });
    const given = await archiveMany({ desk, api: archiveApi, wait }, ids, isArchived, (answered) =>
      setProgress({ answered, of: ids.length }),
    );
    session?.refresh();
    await settle(given);
    const { done, refused } = given;
    const what = isArchived ? "archived" : "brought back";
    if (refused.length > 0) return tellRefused({ ...given, what, isStep: false });
    const back = {
      label: "Unarchive",
      run: () =>
        void archive(
          done.map(({ id }) => id),
          false,
        ),
    };
    tellDone(`${done.length} ${what}`, ".", isArchived ? { action: back } : {});
  }

  /** What was refused stays selected, and the cursor goes on from what is done. */
  async function settle(given: ManyAnswer): Promise<void> {
    setProgress(null);
    desk.dispatch({ type: "selection-made", ids: given.refused.map(({ id }) => id) });
    const { cursor } = desk.read();
    if (cursor !== null && !isUndecided(desk.read())(cursor)) await advance(parts, cursor);
    offerFocusToCursor();
  }

  function tellRefused(given: ToldAnswer): void {
    setAnswer(given);
    announce(`${given.done.length} ${given.what}, ${given.refused.length} not`, "assertive");
  }

  return { run, archive, progress, answer, dismissAnswer: () => setAnswer(null) };
}
