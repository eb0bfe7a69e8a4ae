"use client";

import { useState } from "react";
import { BulkAnswer } from "#components/review/bulk/bulk-answer";
import { useDeskParts } from "#components/review/desk/desk-context";
import { ReseedManyDialog } from "#components/review/bulk/reseed-many-dialog";
import { useBulk } from "#components/review/bulk/use-bulk";

/** Re-seeds what was selected when this was opened; what is refused stays selected. */
export function ReseedMany({ onClose }: { onClose: () => void }) {
  const { desk } = useDeskParts();
  const { run, progress, answer } = useBulk();
  const [ids] = useState(() => [...desk.read().selection]);
  async function reseed(eligible: readonly string[], count: number): Promise<void> {
    const ruling = { verdict: "reseeded", count } as const;
    const { refused } = await run(
      eligible.map((id) => ({ id, ruling })),
      count === 1 ? "re-seeded" : `re-seeded, ${count} runs each`,
    );
    if (refused.length === 0) onClose();
  }
  if (answer !== null) return <BulkAnswer answer={answer} onClose={onClose} />;
  if (progress !== null) return null;
  return (
    <ReseedManyDialog
      ids={ids}
      onReseed={(eligible, count) => void reseed(eligible, count)}
      onClose={onClose}
    />
  );
}
