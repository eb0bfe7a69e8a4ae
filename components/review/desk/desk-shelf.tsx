"use client";

import { useEffect } from "react";
import { ArrivalsPill } from "#components/review/desk/arrivals-pill";
import { ConflictNotices } from "#components/review/desk/conflict-notices";
import { DrawingQuestion } from "#components/drawing/drawing-question";
import { useDesk, useDeskParts } from "#components/review/desk/desk-context";
import { SelectionBar } from "#components/review/bulk/selection-bar";
import { PileBar } from "#components/review/grid/pile-bar";
import type { Verdicts } from "#components/review/decide/use-verdicts";
import { Button } from "#components/ui/button";
import { useIsPhone } from "#components/ui/use-is-phone";
import { asProblem } from "#lib/http/browser/api-problem";

type DeskShelfProps = {
  verdicts: Verdicts;
  isLarge: boolean;
  /** Asks how often to re-seed what is selected. */
  onReseedMany: () => void;
  /** Asks why what is selected of a closed review is to be reopened. */
  onReopenMany: () => void;
  /** Opens stars and labels for what is selected. */
  onMark: () => void;
};

/**
 * What comes and goes has a shelf of its own between the grid and the bar: it covers no picture, and as the grid gives
 * way at its lower edge only, none moves. Beside a large picture there is no room to give; there it lies on the strip.
 */
export function DeskShelf(props: DeskShelfProps) {
  const { verdicts, isLarge, onReseedMany, onReopenMany, onMark } = props;
  const isPhone = useIsPhone();
  return (
    <div className="relative z-20 bare:z-50 shrink-0 not-large-open:has-[>div>*]:border-t">
      <DrawingQuestion />
      <div className="pointer-events-none flex flex-col items-center *:pointer-events-auto *:my-1.5 px-3 large-open:absolute large-open:inset-x-0 large-open:bottom-1.5">
        {isPhone && !isLarge && <ArrivalsPill />}
        <SelectionBar isLarge={isLarge} onReseed={onReseedMany} onReopen={onReopenMany} onMark={onMark} />
        {!isLarge && <PileBar />}
        <ConflictNotices verdicts={verdicts} />
        <UnsentNotice />
        <MoreFailed />
      </div>
    </div>
  );
}

/** Verdicts wait for the network, and go out by themselves. */
function UnsentNotice() {
  const { unsent } = useDeskParts();
  const count = useDesk((desk) => desk.unsent.size);
  const isKept = count === 0 || unsent.isKept();
  useEffect(() => {
    if (isKept) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isKept]);
  if (count === 0) return null;
  return (
    <p
      role="status"
      className="rounded-lg border border-accent-text/60 bg-raised px-3.5 py-2 text-xs large-open:shadow-pop"
    >
      <strong className="font-semibold">
        {count === 1 ? "One verdict is not sent yet." : `${count} verdicts are not sent yet.`}
      </strong>
      <span className="text-soft">
        {` ${count === 1 ? "It goes out by itself" : "They go out by themselves"} once Proofsheet can be reached${isKept ? ", also after a reload" : ""}.`}
        {!isKept && " This browser has no room to keep it: leave this page open until then."}
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
      className="flex items-center gap-3 rounded-lg border border-rejected/70 bg-raised py-1.5 pr-1.5 pl-3.5 text-xs large-open:shadow-pop"
    >
      <span>{`The next pictures could not be read. ${asProblem(failure).message}`}</span>
      <Button size="sm" onClick={() => void loader.more()}>
        Try again
      </Button>
    </div>
  );
}
