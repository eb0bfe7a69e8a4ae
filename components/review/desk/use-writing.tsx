"use client";

import { useCallback } from "react";
import type { DeskDialog } from "#components/review/desk/desk-dialogs";
import { useWhyNot } from "#components/shell/me-context";
import { toast } from "#components/ui/toast";
import { callComposer } from "#lib/comment/browser/composer-call";
import type { Surface } from "#lib/review/browser/keys/key-registry";

type Places = {
  surface: Surface;
  areDetailsShown: boolean;
  toggleDetails: () => void;
  setDialog: (dialog: DeskDialog) => void;
};

/** Leads to where one writes about the picture: beside it in the large view, in a dialog over the others. */
export function useWriting({ surface, areDetailsShown, toggleDetails, setDialog }: Places): () => void {
  const whyNot = useWhyNot("comment.create");
  return useCallback(() => {
    if (whyNot !== undefined) return toast.info(whyNot);
    if (surface !== "large") return setDialog({ type: "note" });
    if (!areDetailsShown) toggleDetails();
    callComposer();
  }, [whyNot, surface, areDetailsShown, toggleDetails, setDialog]);
}
