"use client";

import { useCallback } from "react";
import { useDeskParts } from "#components/review/desk/desk-context";
import { useWhyNot } from "#components/shell/me-context";
import { toast } from "#components/ui/toast";
import { loadPatiently } from "#lib/event/browser/load-patiently";
import { announce } from "#lib/review/browser/desk/announcer";
import { areVerdictsHeld } from "#lib/review/browser/decide/hold-verdicts";

export const loadArchiving = () => import("#components/review/decide/change-archiving");

/**
 * Puts the picture that keys mean aside and goes on to the next; one that is put aside is brought back, and one stays
 * where one is. `onFinished` is told when nothing undecided is left.
 */
export function useArchive(onFinished: () => void): () => void {
  const parts = useDeskParts();
  const blocked = useWhyNot("output.decide");
  return useCallback(() => {
    const state = parts.desk.read();
    const id = parts.compare.read()?.target ?? state.cursor;
    const row = id === null ? undefined : state.rows.get(id);
    if (row === undefined || state.goal !== null || areVerdictsHeld()) return;
    if (blocked !== undefined) {
      announce(blocked);
      toast.info(blocked);
      return;
    }
    const isArchived = row.archivedAt === null;
    void loadPatiently(loadArchiving).then(
      ({ changeArchiving }) => changeArchiving(parts, row.id, isArchived, onFinished),
      () => toast.error("Archiving could not be fetched. Reload the page."),
    );
  }, [parts, blocked, onFinished]);
}
