"use client";

import { useEffect, useState } from "react";
import { useDeskParts } from "#components/review/desk/desk-context";
import { sendReadMark } from "#lib/comment/comment-queries";
import type { CommentPage } from "#lib/comment/comment-schema";
import type { OutputView } from "#lib/output/output-schema";

/** Shorter than it takes to read a comment; passing by is not reading. */
const readingMs = 1200;

/**
 * Says what has been read once it has been in sight for a moment. Returns how far one had read when the picture was
 * opened, so that what was new then stays marked as new while one looks.
 */
export function useReadMark(
  row: OutputView,
  page: Pick<CommentPage, "items" | "readUpTo"> | undefined,
): number {
  const { desk } = useDeskParts();
  const [opened, setOpened] = useState<{ id: string; readUpTo: number }>();
  if (page !== undefined && opened?.id !== row.id) setOpened({ id: row.id, readUpTo: page.readUpTo });
  const last = page?.items.at(-1)?.number ?? 0;
  const isBehind = last > (page?.readUpTo ?? 0) && row.unread > 0;
  const { id } = row;
  useEffect(() => {
    if (!isBehind) return;
    const timer = setTimeout(() => {
      if (document.hidden) return;
      sendReadMark(id, last).then(
        ({ unread }) => {
          const known = desk.read().rows.get(id);
          if (known) desk.dispatch({ type: "row-read", row: { ...known, unread } });
        },
        // Then it is still unread the next time, which is the truth.
        () => undefined,
      );
    }, readingMs);
    return () => clearTimeout(timer);
  }, [isBehind, id, last, desk]);
  return opened?.id === row.id ? opened.readUpTo : last;
}
