"use client";

import { Ghost } from "lucide-react";
import { useEffect, useSyncExternalStore } from "react";
import { Composer } from "#components/comments/composer";
import { ThreadView } from "#components/comments/thread-view";
import { useComments } from "#components/comments/use-comments";
import { useReadMark } from "#components/comments/use-read-mark";
import { useDrawing } from "#components/drawing/use-drawing";
import { useMe } from "#components/shell/me-context";
import { Button } from "#components/ui/button";
import { Skeleton } from "#components/ui/skeleton";
import { Tooltip } from "#components/ui/tooltip";
import { changeDrawing } from "#lib/comment/browser/drawing";
import { readLinkedComment, subscribeLinkedComment } from "#lib/comment/browser/linked-comment";
import { isNews, threadsOf, type Thread } from "#lib/comment/browser/threads";
import type { OutputView } from "#lib/output/output-schema";

/** What was said about the picture in hand, and the field to say more. Stands below its details. */
export function CommentsPanel({ row }: { row: OutputView }) {
  const { data, error } = useComments({ id: row.id, count: row.lastComment });
  const linked = useSyncExternalStore(subscribeLinkedComment, readLinkedComment, () => null);
  const readUpTo = useReadMark(row, data);
  const threads = threadsOf(data?.items ?? []);
  const open = threads.filter(({ root }) => root.resolved === null);
  const resolved = threads.filter(({ root }) => root.resolved !== null);
  return (
    <section
      aria-label="Comments"
      // What lies above scrolls behind it, and fades so that one sees that it goes on.
      className="relative flex max-h-[50%] min-h-0 shrink-0 flex-col border-t bg-surface before:pointer-events-none before:absolute before:inset-x-0 before:bottom-full before:mb-px before:h-6 before:bg-linear-to-t before:from-surface max-md:max-h-[calc(100%-2.75rem)]"
    >
      <div className="flex h-9 shrink-0 items-center gap-1 pr-2 pl-4">
        <h3 className="mr-auto text-2xs font-medium text-faint">
          Comments
          {row.comments > 0 && <span className="ml-1.5 text-soft tabular">{row.comments}</span>}
        </h3>
        {row.parentOutputId !== null && <GhostToggle row={row} />}
      </div>
      {error && data === undefined && <p className="px-4 pb-3 text-rejected">{error.message}</p>}
      {row.lastComment > 0 && data === undefined && !error && <Skeleton className="mx-4 mb-3 h-10" />}
      {threads.length > 0 && (
        <div className="min-h-0 overflow-y-auto overscroll-contain border-t px-2 py-1.5">
          <Threads row={row} threads={open} readUpTo={readUpTo} linked={linked} />
          <Resolved row={row} threads={resolved} readUpTo={readUpTo} linked={linked} />
        </div>
      )}
      <div className="shrink-0 border-t p-2">
        <Composer key={row.id} row={row} place={row.id} isCalled />
      </div>
    </section>
  );
}

type ThreadsProps = {
  row: OutputView;
  threads: readonly Thread[];
  readUpTo: number;
  /** The comment that a link leads to. */
  linked: string | null;
};

function Threads({ row, threads, readUpTo, linked }: ThreadsProps) {
  const { id: personId } = useMe();
  return (
    <ol className="grid gap-1">
      {threads.map((thread) => (
        <ThreadView
          key={thread.root.id}
          row={row}
          thread={thread}
          linked={linked}
          isNew={(comment) => isNews(comment, readUpTo, personId)}
        />
      ))}
    </ol>
  );
}

/** Done with, and out of the way, their marks too; a link into one opens them. */
function Resolved(props: ThreadsProps) {
  const { row, threads, linked } = props;
  const isLinked = threads.some(({ root, answers }) => [root, ...answers].some(({ id }) => id === linked));
  const isUnfolded = useDrawing(({ resolvedOn }) => resolvedOn === row.id);
  useEffect(() => {
    if (isLinked) changeDrawing({ resolvedOn: row.id });
  }, [isLinked, row.id]);
  if (threads.length === 0) return null;
  return (
    <>
      <Button
        variant="ghost"
        size="sm"
        aria-expanded={isUnfolded}
        className="w-full justify-start px-2 text-faint"
        onClick={() => changeDrawing({ resolvedOn: isUnfolded ? null : row.id })}
      >
        {`${isUnfolded ? "Hide" : "Show"} ${threads.length} resolved`}
      </Button>
      {isUnfolded && <Threads {...props} />}
    </>
  );
}

/** A new version starts clean; what was drawn on the one before can be laid over it to see what became of it. */
function GhostToggle({ row }: { row: OutputView }) {
  const isShown = useDrawing(({ ghostOn }) => ghostOn === row.id);
  return (
    <Tooltip
      label={isShown ? "Hide the drawings of the version before" : "Show the drawings of the version before"}
    >
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label="Drawings of the version before"
        aria-pressed={isShown}
        className="aria-pressed:bg-hover aria-pressed:text-text"
        onClick={() => changeDrawing({ ghostOn: isShown ? null : row.id, isHidden: false })}
      >
        <Ghost aria-hidden />
      </Button>
    </Tooltip>
  );
}
