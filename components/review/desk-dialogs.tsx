"use client";

import { lazy, type ReactNode } from "react";
import { useDesk } from "#components/review/desk-context";
import { useTargetId } from "#components/review/use-comparison";
import type { Contradiction, Verdicts } from "#components/review/use-verdicts";
import type { ReasonView } from "#lib/review/decision-schema";
import type { Layer, Surface } from "#lib/review/browser/key-registry";

export type DeskDialog =
  | { type: "help" }
  | { type: "note" }
  | { type: "reject-other"; reason?: string | undefined }
  | { type: "reasons" }
  | { type: "vary" }
  | { type: "reseed-many" }
  /** Of what is selected, where anything is; else of the picture that keys mean. */
  | { type: "rate"; ofSelection: boolean }
  | { type: "contradiction"; question: Contradiction };

// Fetched when first opened: the desk itself stays light.
const HelpSheet = lazy(() =>
  import("#components/review/help-sheet").then((part) => ({ default: part.HelpSheet })),
);
const ContradictionDialog = lazy(() =>
  import("#components/review/contradiction-dialog").then((part) => ({ default: part.ContradictionDialog })),
);
const NoteDialog = lazy(() =>
  import("#components/review/note-dialog").then((part) => ({ default: part.NoteDialog })),
);
const VaryDialog = lazy(() =>
  import("#components/review/vary-dialog").then((part) => ({ default: part.VaryDialog })),
);
const ReseedMany = lazy(() =>
  import("#components/review/reseed-many").then((part) => ({ default: part.ReseedMany })),
);
const CommentDialog = lazy(() =>
  import("#components/comments/comment-dialog").then((part) => ({ default: part.CommentDialog })),
);
const ReasonSheet = lazy(() =>
  import("#components/review/reason-sheet").then((part) => ({ default: part.ReasonSheet })),
);

const MarksDialog = lazy(() =>
  import("#components/review/marks-dialog").then((part) => ({ default: part.MarksDialog })),
);

type DeskDialogsProps = {
  dialog: DeskDialog;
  onDialog: (dialog: DeskDialog | null) => void;
  surface: Exclude<Surface, Layer>;
  reasons: readonly ReasonView[];
  verdicts: Verdicts;
};

/** The dialog that is open; its parts are fetched when they are first asked for. */
export function DeskDialogs({ dialog, onDialog, surface, reasons, verdicts }: DeskDialogsProps): ReactNode {
  const target = useTargetId();
  const row = useDesk(({ rows }) => (target === null ? undefined : rows.get(target)));
  const close = () => onDialog(null);
  switch (dialog.type) {
    case "help":
      return <HelpSheet surface={surface} reasons={reasons} onClose={close} />;
    case "contradiction":
      return <ContradictionDialog question={dialog.question} onApply={verdicts.commit} onClose={close} />;
    case "reasons":
      return (
        <ReasonSheet
          reasons={reasons}
          asks={verdicts.asks}
          give={verdicts.give}
          onOther={() => onDialog({ type: "reject-other" })}
          onClose={close}
        />
      );
    case "vary":
      return row === undefined ? null : (
        <VaryDialog
          row={row}
          reasons={reasons}
          verdicts={verdicts}
          onMany={() => onDialog({ type: "reseed-many" })}
          onClose={close}
        />
      );
    case "reseed-many":
      return <ReseedMany onClose={close} />;
    case "rate":
      return target === null ? null : (
        <MarksDialog target={target} ofSelection={dialog.ofSelection} onClose={close} />
      );
    case "note":
      return row === undefined ? null : <CommentDialog row={row} onClose={close} />;
    case "reject-other":
      return target === null ? null : (
        <NoteDialog
          outputId={target}
          reason={reasons.find(({ id }) => id === dialog.reason)}
          onClose={close}
          onReject={(note) => {
            close();
            const { reason } = dialog;
            verdicts.give({ verdict: "rejected", note, ...(reason !== undefined && { reason }) });
          }}
        />
      );
  }
}
