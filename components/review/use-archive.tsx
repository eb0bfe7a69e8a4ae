"use client";

import { useCallback } from "react";
import { useDeskParts } from "#components/review/desk-context";
import { useWhyNot } from "#components/shell/me-context";
import { toast } from "#components/ui/toast";
import { asProblem } from "#lib/http/browser/api-problem";
import { announce } from "#lib/review/browser/announcer";
import { archiveApi, archiveOne } from "#lib/review/browser/archive";
import { goOn } from "#lib/review/browser/decide-in-compare";
import { areVerdictsHeld } from "#lib/review/browser/hold-verdicts";
import { seedTail } from "#lib/review/browser/words";

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Puts the picture that keys mean aside and goes on to the next; one that is put aside is brought back, and one stays
 * where one is. `onFinished` is told when nothing undecided is left.
 */
export function useArchive(onFinished: () => void): () => void {
  const parts = useDeskParts();
  const blocked = useWhyNot("output.decide");

  const change = useCallback(
    async (id: string, isArchived: boolean) => {
      const { desk, session } = parts;
      const name = seedTail(desk.read().rows.get(id)?.seed ?? null);
      announce(isArchived ? "Archived" : "Back from the archive");
      const sent = archiveOne({ desk, api: archiveApi, wait }, id, isArchived);
      if (isArchived) {
        const unarchive = { label: "Unarchive", run: () => void change(id, false) };
        toast.info(`Archived ${name}: it is left out of lists.`, { action: unarchive });
        void goOn(parts, id).then((isLeft) => isLeft || onFinished());
      } else toast.info(`Brought ${name} back from the archive.`);
      try {
        await sent;
        session?.refresh();
      } catch (error) {
        const what = isArchived ? "archived" : "brought back";
        toast.error(`${name} was not ${what}. ${asProblem(error).message}`);
        desk.dispatch({ type: "moved", to: id });
      }
    },
    [parts, onFinished],
  );

  return useCallback(() => {
    const state = parts.desk.read();
    const id = parts.compare.read()?.target ?? state.cursor;
    const row = id === null ? undefined : state.rows.get(id);
    if (row === undefined || state.goal !== null || areVerdictsHeld()) return;
    if (blocked !== undefined) {
      announce(blocked);
      toast.info(blocked);
    } else void change(row.id, row.archivedAt === null);
  }, [parts, blocked, change]);
}
