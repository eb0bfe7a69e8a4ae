"use client";

import dynamic from "next/dynamic";
import { useDesk } from "#components/review/desk-context";
import type { Verdicts } from "#components/review/use-verdicts";
import type { ReasonView } from "#lib/review/decision-schema";
import type { Surface } from "#lib/review/browser/key-registry";

export type DeskDialog = { type: "help" } | { type: "note" } | { type: "reject-other" } | { type: "reasons" };

// Fetched when first opened: the desk itself stays light.
const HelpSheet = dynamic(() => import("#components/review/help-sheet").then((part) => part.HelpSheet), {
  ssr: false,
});
const NoteDialog = dynamic(() => import("#components/review/note-dialog").then((part) => part.NoteDialog), {
  ssr: false,
});
const ReasonSheet = dynamic(
  () => import("#components/review/reason-sheet").then((part) => part.ReasonSheet),
  { ssr: false },
);

type DeskDialogsProps = {
  dialog: DeskDialog | null;
  onDialog: (dialog: DeskDialog | null) => void;
  surface: Surface;
  reasons: readonly ReasonView[];
  verdicts: Verdicts;
};

export function DeskDialogs({ dialog, onDialog, surface, reasons, verdicts }: DeskDialogsProps) {
  const cursor = useDesk((desk) => desk.cursor);
  const close = () => onDialog(null);
  switch (dialog?.type) {
    case undefined:
      return null;
    case "help":
      return <HelpSheet surface={surface} reasons={reasons} onClose={close} />;
    case "reasons":
      return (
        <ReasonSheet
          reasons={reasons}
          give={verdicts.give}
          onOther={() => onDialog({ type: "reject-other" })}
          onClose={close}
        />
      );
    case "note":
      return cursor === null ? null : <NoteDialog outputId={cursor} onClose={close} />;
    case "reject-other":
      return cursor === null ? null : (
        <NoteDialog
          outputId={cursor}
          onClose={close}
          onReject={(note) => {
            close();
            verdicts.give({ verdict: "rejected", note });
          }}
        />
      );
  }
}
