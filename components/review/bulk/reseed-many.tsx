"use client";

import { useState } from "react";
import { BulkAnswer } from "#components/review/bulk/bulk-answer";
import { useDeskParts } from "#components/review/desk/desk-context";
import { ReseedManyDialog } from "#components/review/bulk/reseed-many-dialog";
import { useBulk } from "#components/review/bulk/use-bulk";
import { useMe } from "#components/shell/me-context";
import { describeEligibility, sortSelection } from "#lib/review/browser/bulk/eligibility";

const asked = { verdict: "reseeded" } as const;

/** Re-seeds what was selected and undecided when this was opened; what is refused stays selected. */
export function ReseedMany({ onClose }: { onClose: () => void }) {
  const { desk } = useDeskParts();
  const { run, progress, answer } = useBulk();
  const me = useMe();
  const [{ ids, left }] = useState(() => {
    const sorted = sortSelection(desk.read(), asked, me);
    return { ids: sorted.get("ready") ?? [], left: describeEligibility(sorted, "reseeded") };
  });
  async function reseed(eligible: readonly string[], count: number): Promise<void> {
    const ruling = { ...asked, count };
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
      left={left}
      onReseed={(eligible, count) => void reseed(eligible, count)}
      onClose={onClose}
    />
  );
}
