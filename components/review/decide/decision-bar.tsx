"use client";

import { Check, RotateCcw, Shuffle, SkipForward, StickyNote, Undo2, X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { BarButton } from "#components/review/decide/bar-button";
import { useDesk, useDeskParts } from "#components/review/desk/desk-context";
import type { DeskDialog } from "#components/review/desk/desk-dialogs";
import { areLong, ReasonButtons } from "#components/review/decide/reason-buttons";
import { useTargetId } from "#components/review/large/use-comparison";
import { VerdictGlyph } from "#components/review/decide/verdict-mark";
import type { Verdicts } from "#components/review/decide/use-verdicts";
import { useWhyNot } from "#components/shell/me-context";
import { useKeys } from "#components/shell/keymap-context";
import { cn } from "#components/ui/cn";
import { emptyDraft } from "#lib/comment/browser/comment-drafts";
import { countShapes } from "#lib/comment/browser/mark-words";
import type { ActionId } from "#lib/review/browser/keys/key-registry";
import type { ReasonView, Verdict } from "#lib/review/decision-schema";
import type { Step } from "#lib/review/browser/decide/sitting";
import { stateWords } from "#lib/output/state-words";
import { setApart } from "#lib/set-apart";

type DecisionBarProps = {
  isLarge: boolean;
  verdicts: Verdicts;
  reasons: readonly ReasonView[];
  onNote: () => void;
  /** What a re-seed changes, a reason in words, and on a phone the reasons are asked for in dialogs. */
  onDialog: (dialog: DeskDialog) => void;
};

/** What X alone comes to under the workflow's policy. */
const bareRejection = {
  optional: "No reason",
  required: "Needs a reason",
  note: "Needs a note",
} as const;

/** Always in the same place with the same slots, whatever is on screen. */
export function DecisionBar({ isLarge, verdicts, reasons, onNote, onDialog }: DecisionBarProps) {
  const { sitting } = useDeskParts();
  const keys = useKeys();
  const cap = (action: ActionId) => keys.caps(action)[0] ?? "";
  const last = useSyncExternalStore(sitting.subscribe, sitting.last, () => undefined);
  const { blocked, brief, asks, skipBlocked, undoBlocked, give, skip, undo } = verdicts;
  // Beside the buttons for all that is selected these say that they are not.
  const isAmongMany = useDesk(({ selection }) => selection.size > 1) && !isLarge;
  const unless = (verdict: Verdict, consequence: string) =>
    blocked[verdict] === undefined ? (isAmongMany ? "This one" : consequence) : brief[verdict];
  // What is blocked says why instead of asking.
  const ask = (verdict: Verdict, dialog: DeskDialog) =>
    blocked[verdict] === undefined ? onDialog(dialog) : give({ verdict });
  return (
    <section
      aria-label="Decide"
      className={cn(
        "grid shrink-0 grid-cols-[repeat(3,minmax(0,1fr))_2.75rem_minmax(0,1fr)] gap-1.5 border-t bg-surface p-1.5 md:grid-cols-7 md:px-3 md:py-2",
        !areLong(reasons) &&
          "min-[88rem]:grid-cols-[7.25rem_6.5rem_7.25rem_7rem_minmax(0,1fr)_6rem_6rem_7rem]",
      )}
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
        onPress={() => ask("rejected", { type: "reasons" })}
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
        onPress={() => ask("reseeded", { type: "vary" })}
        className="max-md:hidden"
      />
      <ReasonButtons
        reasons={reasons}
        blocked={blocked.rejected}
        give={give}
        onOther={() => ask("rejected", { type: "reject-other" })}
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
      <NoteButton cap={cap("note")} onPress={onNote} />
      <BarButton
        action="undo"
        cap={cap("undo")}
        verb="Undo"
        consequence={last === undefined ? "Nothing yet" : <Last step={last} />}
        icon={Undo2}
        blocked={last === undefined ? "Nothing to undo" : undoBlocked}
        onPress={undo}
      />
    </section>
  );
}

/** By itself, so that a step to the next picture redraws no other button. */
function NoteButton({ cap, onPress }: { cap: string; onPress: () => void }) {
  const { drafts } = useDeskParts();
  const target = useTargetId();
  const draft = useSyncExternalStore(
    drafts.subscribe,
    () => (target === null ? emptyDraft : drafts.read(target)),
    () => emptyDraft,
  );
  const mayNot = useWhyNot("comment.create");
  const isRead = useDesk((desk) => desk.isRead);
  const blocked = mayNot ?? (isRead && target === null ? "There is no picture to write about." : undefined);
  const brief = mayNot === undefined ? "No picture" : "Not your role";
  const waiting = setApart(draft.text.trim()) || countShapes(draft.shapes);
  return (
    <BarButton
      action="note"
      cap={cap}
      verb="Note"
      consequence={blocked === undefined ? waiting || "Post or decide" : brief}
      blocked={blocked}
      icon={StickyNote}
      {...(waiting !== "" && { tone: "text-accent-text" })}
      onPress={onPress}
      className="max-md:hidden"
    />
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
