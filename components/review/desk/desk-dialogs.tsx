"use client";

import type { ReactNode } from "react";
import { useDesk } from "#components/review/desk/desk-context";
import { useTargetId } from "#components/review/large/use-comparison";
import type { Contradiction, Verdicts } from "#components/review/decide/use-verdicts";
import { lazyPart } from "#components/ui/lazy-part";
import type { ReasonView } from "#lib/review/decision-schema";
import type { Layer, Surface } from "#lib/review/browser/keys/key-registry";

export type DeskDialog =
  | { type: "help" }
  | { type: "note" }
  | { type: "reject-other"; reason?: string | undefined }
  | { type: "reasons" }
  | { type: "vary" }
  | { type: "reseed-many" }
  | { type: "reopen-many" }
  /** Of what is selected, where anything is; else of the picture that keys mean. */
  | { type: "rate"; ofSelection: boolean }
  | { type: "contradiction"; question: Contradiction };

// Fetched when first opened: the desk itself stays light.
const HelpSheet = lazyPart(() => import("#components/review/desk/help-sheet").then((part) => part.HelpSheet));
const ContradictionDialog = lazyPart(() =>
  import("#components/review/decide/contradiction-dialog").then((part) => part.ContradictionDialog),
);
const NoteDialog = lazyPart(() =>
  import("#components/review/decide/note-dialog").then((part) => part.NoteDialog),
);
const VaryDialog = lazyPart(() =>
  import("#components/review/decide/vary-dialog").then((part) => part.VaryDialog),
);
const ReseedMany = lazyPart(() =>
  import("#components/review/bulk/reseed-many").then((part) => part.ReseedMany),
);
const ReopenMany = lazyPart(() =>
  import("#components/review/bulk/reopen-many").then((part) => part.ReopenMany),
);
const CommentDialog = lazyPart(() =>
  import("#components/comments/comment-dialog").then((part) => part.CommentDialog),
);
const ReasonSheet = lazyPart(() =>
  import("#components/review/decide/reason-sheet").then((part) => part.ReasonSheet),
);

const MarksDialog = lazyPart(() =>
  import("#components/review/marks/marks-dialog").then((part) => part.MarksDialog),
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
      return <ContradictionDialog question={dialog.question} onApply={verdicts.confirm} onClose={close} />;
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
    case "reopen-many":
      return <ReopenMany onClose={close} />;
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
