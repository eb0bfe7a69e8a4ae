"use client";

import { useState } from "react";
import { useDeskParts } from "#components/review/desk-context";
import { ReseedManyDialog } from "#components/review/reseed-many-dialog";
import { toast } from "#components/ui/toast";
import { giveMany } from "#lib/review/browser/judge-many";
import { verdictApi } from "#lib/review/browser/verdict-api";

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Re-seeds what was selected when this was opened; what is refused stays selected. */
export function ReseedMany({ onClose }: { onClose: () => void }) {
  const { desk, sitting } = useDeskParts();
  const [ids] = useState(() => [...desk.read().selection]);
  async function reseed(eligible: readonly string[], count: number): Promise<void> {
    const parts = { desk, sitting, api: verdictApi, wait };
    const { done, refused } = await giveMany(parts, eligible, { verdict: "reseeded", count });
    desk.dispatch({ type: "selection-cleared" });
    for (const { id } of refused) desk.dispatch({ type: "selected", id });
    if (done > 0) toast.success(`${done} re-seeded, ${done * count} runs. Undo takes them back in one step.`);
    const [first] = refused;
    if (first) toast.error(`${refused.length} not re-seeded and still selected. ${first.message}`);
  }
  return (
    <ReseedManyDialog
      ids={ids}
      onReseed={(eligible, count) => void reseed(eligible, count)}
      onClose={onClose}
    />
  );
}
