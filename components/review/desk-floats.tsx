"use client";

import { ConflictNotices } from "#components/review/conflict-notices";
import { DrawingQuestion } from "#components/drawing/drawing-question";
import { useDesk, useDeskParts } from "#components/review/desk-context";
import { SelectionBar } from "#components/review/selection-bar";
import { PileBar } from "#components/review/pile-bar";
import type { Verdicts } from "#components/review/use-verdicts";
import { Button } from "#components/ui/button";
import { asProblem } from "#lib/http/browser/api-problem";

type DeskFloatsProps = {
  verdicts: Verdicts;
  isLarge: boolean;
  /** Asks how often to re-seed what is selected. */
  onReseedMany: () => void;
  /** Opens stars and labels for what is selected. */
  onMark: () => void;
};

/** What comes and goes floats above the lower edge: it may not move a picture. */
export function DeskFloats({ verdicts, isLarge, onReseedMany, onMark }: DeskFloatsProps) {
  return (
    <>
      <DrawingQuestion />
      <div className="pointer-events-none absolute bare:z-50 inset-x-3 bottom-3 z-20 flex flex-col items-center gap-2 *:pointer-events-auto">
        <SelectionBar onReseed={onReseedMany} onMark={onMark} />
        {!isLarge && <PileBar />}
        <ConflictNotices verdicts={verdicts} />
        <UnsentNotice />
        <MoreFailed />
      </div>
    </>
  );
}

/** Verdicts wait for the network, and go out by themselves. */
function UnsentNotice() {
  const count = useDesk(({ unsent }) => unsent.size);
  if (count === 0) return null;
  return (
    <p
      role="status"
      className="rounded-lg border border-accent-text/60 bg-raised px-3.5 py-2 text-xs shadow-pop"
    >
      <strong className="font-semibold">
        {count === 1 ? "One verdict is not sent yet." : `${count} verdicts are not sent yet.`}
      </strong>
      <span className="text-soft">
        {` ${count === 1 ? "It goes out by itself" : "They go out by themselves"} once Proofsheet can be reached, also after a reload.`}
      </span>
    </p>
  );
}

/** The pictures read so far stay; only the next page is missing. */
function MoreFailed() {
  const { loader } = useDeskParts();
  const failure = useDesk((desk) => (desk.order.length === 0 ? null : desk.failure));
  if (failure === null) return null;
  return (
    <div
      role="alert"
      className="flex items-center gap-3 rounded-lg border border-rejected/70 bg-raised py-1.5 pr-1.5 pl-3.5 text-xs shadow-pop"
    >
      <span>{`The next pictures could not be read. ${asProblem(failure).message}`}</span>
      <Button size="sm" onClick={() => void loader.more()}>
        Try again
      </Button>
    </div>
  );
}
