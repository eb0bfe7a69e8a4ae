"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useDeskParts } from "#components/review/desk/desk-context";
import { toast } from "#components/ui/toast";
import { outputKeys } from "#lib/output/output-queries";
import { announce } from "#lib/review/browser/desk/announcer";
import { markApi, markMany } from "#lib/review/browser/bulk/mark-many";
import { describeMarking, type MarkChange } from "#lib/review/browser/marks/marks";

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Gives stars or a label to outputs, and says what became of it, also once its dialog is gone. */
export function useMarking(ids: readonly string[]) {
  const { desk } = useDeskParts();
  const client = useQueryClient();
  const [isSending, setSending] = useState(false);
  async function mark(change: MarkChange): Promise<void> {
    setSending(true);
    const { done, refused } = await markMany({ desk, api: markApi, wait }, ids, change);
    const said = describeMarking(change, done);
    if (refused.length === 0) {
      announce(said);
      if (ids.length > 1) toast.success(`${said}.`);
    } else {
      const why = [...new Set(refused)].join(" ");
      toast.error(`${done === 0 ? "" : `${said}. `}${refused.length.toLocaleString()} not marked: ${why}`);
    }
    await client.invalidateQueries({ queryKey: [...outputKeys.all, "detail"] });
    setSending(false);
  }
  return { mark, isSending };
}
