"use client";

import { useState } from "react";
import { useDesk, useDeskParts } from "#components/review/desk-context";
import { focusCursor } from "#components/review/focus-cursor";
import { useWhyNot } from "#components/shell/me-context";
import { Button } from "#components/ui/button";
import { toast } from "#components/ui/toast";
import { advance } from "#lib/review/browser/advance";
import { isUndecided } from "#lib/review/browser/desk";
import { eligible, giveMany } from "#lib/review/browser/judge-many";
import { verdictApi } from "#lib/review/browser/verdict-api";
import { stateWords } from "#lib/output/state-words";

type BulkVerdict = "approved" | "rejected";

const manyAsks = 50;
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** What can be done with the selected ones: only undecided are touched, and the bar says how many those are. */
export function SelectionBar() {
  const parts = useDeskParts();
  const { desk, sitting } = parts;
  const size = useDesk(({ selection }) => selection.size);
  const count = useDesk(() => eligible(desk).length);
  const why = useWhyNot("output.decide");
  const [busy, setBusy] = useState<BulkVerdict | null>(null);
  if (size === 0) return null;
  const blocked = why ?? (count === 0 ? "All selected pictures are decided already." : undefined);

  async function decide(verdict: BulkVerdict) {
    const ids = eligible(desk);
    const words = stateWords[verdict].toLowerCase();
    // A slip of the finger over a hundred pictures deserves one question.
    if (ids.length > manyAsks && !window.confirm(`${ids.length} pictures will be ${words}. Go on?`)) return;
    setBusy(verdict);
    const { done, refused } = await giveMany({ desk, sitting, api: verdictApi, wait }, ids, { verdict });
    setBusy(null);
    desk.dispatch({ type: "selection-cleared" });
    const { cursor } = desk.read();
    if (cursor !== null && !isUndecided(desk.read())(cursor)) await advance(parts, cursor);
    focusCursor();
    for (const { id } of refused) desk.dispatch({ type: "selected", id });
    if (done > 0) toast.success(`${done} ${words}. Undo takes them back in one step.`);
    const [first] = refused;
    if (first) toast.error(`${refused.length} not ${words} and still selected. ${first.message}`);
  }

  return (
    <section
      aria-label="Selection"
      className="flex flex-wrap items-center gap-2 rounded-lg border border-line-strong/60 bg-raised py-1.5 pr-1.5 pl-3.5 text-xs shadow-pop"
    >
      <span className="tabular">
        <strong>{size} selected</strong>
        {count < size && (
          <span className="text-soft">{` · ${count} can be decided, ${size - count} are already`}</span>
        )}
      </span>
      <Button size="sm" blocked={blocked} busy={busy === "approved"} onClick={() => void decide("approved")}>
        {`Approve ${count}`}
      </Button>
      <Button size="sm" blocked={blocked} busy={busy === "rejected"} onClick={() => void decide("rejected")}>
        {`Reject ${count}`}
      </Button>
      <Button
        size="sm"
        variant="ghost"
        onClick={() => {
          desk.dispatch({ type: "selection-cleared" });
          focusCursor();
        }}
      >
        Clear
      </Button>
    </section>
  );
}
