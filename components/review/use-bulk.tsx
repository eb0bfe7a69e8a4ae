"use client";

import { useState } from "react";
import { useDeskParts } from "#components/review/desk-context";
import { focusCursor } from "#components/review/focus-cursor";
import { toast } from "#components/ui/toast";
import { advance } from "#lib/review/browser/advance";
import { announce } from "#lib/review/browser/announcer";
import { isUndecided } from "#lib/review/browser/desk";
import type { BulkRuling } from "#lib/review/browser/eligibility";
import { giveMany, type ManyAnswer } from "#lib/review/browser/judge-many";
import { verdictApi } from "#lib/review/browser/verdict-api";

export type BulkAsk = { id: string; ruling: BulkRuling };

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Decides on many at once and tells what became of each; those that failed are selected afterwards. */
export function useBulk() {
  const parts = useDeskParts();
  const { desk, sitting, sessionId } = parts;
  /** How many have been answered, of how many; null while nothing is under way. */
  const [progress, setProgress] = useState<{ answered: number; of: number } | null>(null);
  const [answer, setAnswer] = useState<ManyAnswer | null>(null);

  async function run(asks: readonly BulkAsk[], what: string): Promise<ManyAnswer> {
    setProgress({ answered: 0, of: asks.length });
    const given = await giveMany(
      { desk, sitting, sessionId: sessionId(), api: verdictApi, wait },
      asks,
      (answered) => setProgress({ answered, of: asks.length }),
    );
    setProgress(null);
    desk.dispatch({ type: "selection-made", ids: given.refused.map(({ id }) => id) });
    const { cursor } = desk.read();
    if (cursor !== null && !isUndecided(desk.read())(cursor)) await advance(parts, cursor);
    focusCursor();
    const { done, refused } = given;
    if (refused.length > 0) {
      setAnswer(given);
      announce(`${done.length} ${what}, ${refused.length} not`, "assertive");
    } else {
      announce(`${done.length} ${what}`);
      toast.success(`${done.length} ${what}. Undo takes them back in one step.`);
    }
    return given;
  }

  return { run, progress, answer, dismissAnswer: () => setAnswer(null) };
}
