"use client";

import { GitCompareArrows } from "lucide-react";
import { useDesk, useDeskParts } from "#components/review/desk/desk-context";
import { focusCursor } from "#components/review/desk/focus-cursor";
import { useShowOutput } from "#components/review/desk/use-show-output";
import type { Verdicts } from "#components/review/decide/use-verdicts";
import { Button } from "#components/ui/button";
import { thumbnailUrl } from "#components/review/grid/thumbnail";
import { stateWords } from "#lib/output/state-words";
import { describeDecision, seedTail } from "#lib/review/browser/desk/words";
import { toldVerdict } from "#lib/review/browser/decide/own-verdict";
import type { Conflict } from "#lib/review/browser/desk/desk";

/** Where somebody was faster: who, what, when, and the choice to keep that or to decide again. */
export function ConflictNotices({ verdicts }: { verdicts: Verdicts }) {
  const { desk } = useDeskParts();
  const show = useShowOutput();
  const conflicts = useDesk((read) => read.conflicts);
  if (conflicts.size === 0) return null;
  return (
    <section aria-label="Conflicts" className="grid max-h-[40dvh] w-full max-w-2xl gap-2 overflow-y-auto">
      {[...conflicts].map(([id, conflict]) => (
        <Notice
          key={id}
          conflict={conflict}
          onShow={() => show(id)}
          onKeep={() => {
            desk.dispatch({ type: "conflict-settled", id });
            focusCursor();
          }}
          onAgain={() => {
            focusCursor();
            const { wanted: verdict, reason, note, comment } = conflict;
            verdicts.giveAgain(id, {
              verdict,
              ...(reason && { reason }),
              ...(note && { note }),
              ...(comment && { comment }),
            });
          }}
        />
      ))}
    </section>
  );
}

type NoticeProps = { conflict: Conflict; onShow: () => void; onKeep: () => void; onAgain: () => void };

function Notice({ conflict: { current, wanted }, onShow, onKeep, onAgain }: NoticeProps) {
  const { panel } = current;
  // Of several verdicts another's is no reason to withdraw one's own wish: it counts beside theirs.
  const told = toldVerdict(current);
  const isGiven = panel === null ? current.state === wanted : panel.own?.verdict === wanted;
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-lg border border-rejected/70 bg-raised p-2 pr-3 large-open:shadow-pop">
      <button
        type="button"
        onClick={onShow}
        aria-label={`Show ${seedTail(current.seed)}`}
        className="shrink-0 bg-mat"
      >
        {current.sha256 === null ? (
          <GitCompareArrows aria-hidden className="m-3 size-6 text-faint" />
        ) : (
          <img src={thumbnailUrl(current.sha256, 48)} alt="" className="size-12 object-contain" />
        )}
      </button>
      <p className="min-w-40 flex-1 text-sm">
        <strong className="block font-semibold">
          {told === null ? "The verdict was withdrawn meanwhile." : `${describeDecision(told, new Date())}.`}
        </strong>
        <span className="text-soft">
          {`Your “${stateWords[wanted].toLowerCase()}” on ${seedTail(current.seed)} was not saved.`}
        </span>
      </p>
      <span className="flex gap-2">
        <Button onClick={onKeep}>
          {told === null ? "Leave undecided" : panel === null ? "Keep theirs" : "Give none"}
        </Button>
        {!isGiven && <Button onClick={onAgain}>{`${again[wanted]} all the same`}</Button>}
      </span>
    </div>
  );
}

const again = { approved: "Approve", rejected: "Reject", reseeded: "Re-seed" } as const;
