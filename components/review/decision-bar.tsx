"use client";

import { Check, RotateCcw, Shuffle, SkipForward, StickyNote, Undo2, X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { BarButton } from "#components/review/bar-button";
import { useDeskParts } from "#components/review/desk-context";
import { ReasonButtons } from "#components/review/reason-buttons";
import { useTargetId } from "#components/review/use-comparison";
import { VerdictGlyph } from "#components/review/verdict-mark";
import type { Verdicts } from "#components/review/use-verdicts";
import { useWhyNot } from "#components/shell/me-context";
import { useKeys } from "#components/shell/keymap-context";
import { emptyDraft } from "#lib/comment/browser/comment-drafts";
import { countShapes } from "#lib/comment/browser/mark-words";
import type { ActionId } from "#lib/review/browser/key-registry";
import type { ReasonView, Verdict } from "#lib/review/decision-schema";
import type { Step } from "#lib/review/browser/sitting";
import { stateWords } from "#lib/output/state-words";

type DecisionBarProps = {
  verdicts: Verdicts;
  reasons: readonly ReasonView[];
  onNote: () => void;
  /** Choose what a re-seed changes and how many. */
  onVary: () => void;
  /** Reject for a reason in words. */
  onOther: () => void;
  /** On a phone the reasons come up as a sheet. */
  onReasons: () => void;
};

/** What X alone comes to under the workflow's policy. */
const bareRejection = {
  optional: "No reason",
  required: "Needs a reason",
  note: "Needs a note",
} as const;

/** Always in the same place with the same slots, whatever is on screen. */
export function DecisionBar({ verdicts, reasons, onNote, onVary, onOther, onReasons }: DecisionBarProps) {
  const { sitting, drafts } = useDeskParts();
  const keys = useKeys();
  const cap = (action: ActionId) => keys.caps(action)[0] ?? "";
  const last = useSyncExternalStore(sitting.subscribe, sitting.last, () => undefined);
  const target = useTargetId();
  const draft = useSyncExternalStore(
    drafts.subscribe,
    () => (target === null ? emptyDraft : drafts.read(target)),
    () => emptyDraft,
  );
  const waiting = draft.text.trim() || countShapes(draft.shapes);
  const { blocked, brief, asks, skipBlocked, give, skip, undo } = verdicts;
  const noNote = useWhyNot("comment.create");
  const unless = (verdict: Verdict, consequence: string) =>
    blocked[verdict] === undefined ? consequence : brief[verdict];
  return (
    <section
      aria-label="Decide"
      className="grid shrink-0 grid-cols-[repeat(3,minmax(0,1fr))_2.75rem_minmax(0,1fr)] gap-1.5 border-t bg-surface p-1.5 md:grid-cols-7 xl:grid-cols-[7.25rem_6.5rem_7.25rem_7rem_minmax(0,1fr)_6rem_6rem_7rem] md:px-3 md:py-2"
    >
      <BarButton
        action="approve"
        cap={cap("approve")}
        verb="Approve"
        consequence={unless("approved", "For delivery")}
        icon={Check}
        tone="text-approved"
        blocked={blocked.approved}
        onPress={() => give({ verdict: "approved" })}
      />
      <BarButton
        action="reject"
        cap={cap("reject")}
        verb="Reject"
        consequence={unless("rejected", bareRejection[asks])}
        icon={X}
        tone="text-rejected"
        blocked={blocked.rejected}
        onPress={() => give({ verdict: "rejected" })}
        className="max-md:hidden"
      />
      <BarButton
        action="reject-sheet"
        cap=""
        verb="Reject"
        consequence={unless("rejected", "Choose why")}
        icon={X}
        tone="text-rejected"
        blocked={blocked.rejected}
        onPress={() => (blocked.rejected === undefined ? onReasons() : give({ verdict: "rejected" }))}
        className="md:hidden"
      />
      <BarButton
        action="reseed"
        cap={cap("reseed")}
        verb="Re-seed"
        consequence={unless("reseeded", "1 new run")}
        icon={RotateCcw}
        tone="text-reseeded"
        blocked={blocked.reseeded}
        onPress={() => give({ verdict: "reseeded" })}
      />
      <BarButton
        action="vary"
        cap={cap("vary")}
        verb="Vary…"
        consequence={unless("reseeded", "Pick a change")}
        icon={Shuffle}
        tone="text-reseeded"
        blocked={blocked.reseeded}
        onPress={() => (blocked.reseeded === undefined ? onVary() : give({ verdict: "reseeded" }))}
        className="max-md:hidden"
      />
      <ReasonButtons
        reasons={reasons}
        blocked={blocked.rejected}
        give={give}
        onOther={() => (blocked.rejected === undefined ? onOther() : give({ verdict: "rejected" }))}
      />
      <BarButton
        action="skip"
        cap={cap("skip")}
        verb="Skip"
        consequence={skipBlocked === undefined ? "Offered again" : "Not here"}
        icon={SkipForward}
        blocked={skipBlocked}
        onPress={skip}
        isNarrow
      />
      <BarButton
        action="note"
        cap={cap("note")}
        verb="Note"
        consequence={noNote === undefined ? waiting || "Post or decide" : "Not your role"}
        blocked={noNote}
        icon={StickyNote}
        {...(waiting !== "" && { tone: "text-accent-text" })}
        onPress={onNote}
        className="max-md:hidden"
      />
      <BarButton
        action="undo"
        cap={cap("undo")}
        verb="Undo"
        consequence={last === undefined ? "Nothing yet" : <Last step={last} />}
        icon={Undo2}
        blocked={last === undefined ? "Nothing to undo" : undefined}
        onPress={undo}
      />
    </section>
  );
}

/** What undo takes back. */
function Last({ step: { verdict, label } }: { step: Pick<Step, "verdict" | "label"> }) {
  return (
    <span className="flex items-center gap-1 max-md:justify-center">
      <VerdictGlyph state={verdict} />
      <span className="sr-only">{stateWords[verdict]} </span>
      <span className="truncate">{label}</span>
    </span>
  );
}
