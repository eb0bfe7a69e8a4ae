"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Check, CornerDownRight, RotateCcw } from "lucide-react";
import { useState } from "react";
import { CommentItem } from "#components/comments/comment-item";
import { Composer } from "#components/comments/composer";
import { useDraft } from "#components/comments/use-comments";
import { useWhyNot } from "#components/shell/me-context";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import { toast } from "#components/ui/toast";
import { commentKeys, sendResolution } from "#lib/comment/comment-queries";
import type { CommentView } from "#lib/comment/comment-schema";
import { answerPlace } from "#lib/comment/browser/comment-drafts";
import type { Thread } from "#lib/comment/browser/threads";
import { asProblem } from "#lib/http/browser/api-problem";
import type { OutputView } from "#lib/output/output-schema";
import { announce } from "#lib/review/browser/desk/announcer";

type ThreadViewProps = {
  row: OutputView;
  thread: Thread;
  /** The comment that a link leads to. */
  linked: string | null;
  isNew: (comment: CommentView) => boolean;
};

/** A comment with its answers, and what can be done with it. */
export function ThreadView({ row, thread: { root, answers }, linked, isNew }: ThreadViewProps) {
  const place = answerPlace(row.id, root.id);
  const hasDraft = useDraft(place).text !== "";
  // An answer that was begun stands open again, but only a press takes the focus to it.
  const [answering, setAnswering] = useState<"kept" | "asked" | null>(hasDraft ? "kept" : null);
  const whyNot = useWhyNot("comment.create");
  // Nothing stands there to be answered.
  const isEmpty = root.deleted !== null && answers.every(({ deleted }) => deleted !== null);
  return (
    <li className="rounded-md border border-transparent">
      <CommentItem comment={root} isNew={isNew(root)} isLinked={root.id === linked} />
      {answers.length > 0 && (
        <ol className="ml-3 border-l pl-1">
          {answers.map((answer) => (
            <li key={answer.id}>
              <CommentItem comment={answer} isNew={isNew(answer)} isLinked={answer.id === linked} />
            </li>
          ))}
        </ol>
      )}
      <div className={cn("flex flex-wrap items-center gap-1 px-1 pb-1", isEmpty && "hidden")}>
        <Button
          variant="ghost"
          size="sm"
          className="px-1.5 text-2xs"
          blocked={whyNot}
          aria-expanded={answering !== null}
          onClick={() => setAnswering(answering === null ? "asked" : null)}
        >
          <CornerDownRight aria-hidden />
          Answer
        </Button>
        <ResolveButton root={root} whyNot={whyNot} />
        {root.resolved !== null && (
          <span className="text-2xs text-faint">{`Resolved by ${root.resolved.by.name}`}</span>
        )}
      </div>
      {answering !== null && (
        <div className="px-1 pb-1.5">
          <Composer
            row={row}
            place={place}
            thread={root}
            takesFocus={answering === "asked"}
            onDone={() => setAnswering(null)}
          />
        </div>
      )}
    </li>
  );
}

function ResolveButton({ root, whyNot }: { root: CommentView; whyNot: string | undefined }) {
  const client = useQueryClient();
  const [isSending, setSending] = useState(false);
  const isResolved = root.resolved !== null;
  async function send() {
    setSending(true);
    try {
      await sendResolution(root.id, !isResolved);
      announce(isResolved ? "Opened again" : "Resolved");
    } catch (error) {
      toast.error(`It was not ${isResolved ? "opened" : "resolved"}. ${asProblem(error).message}`);
    }
    await client.invalidateQueries({ queryKey: commentKeys.of(root.outputId) });
    setSending(false);
  }
  return (
    <Button
      variant="ghost"
      size="sm"
      className="px-1.5 text-2xs"
      blocked={whyNot}
      busy={isSending}
      onClick={() => void send()}
    >
      {isResolved ? <RotateCcw aria-hidden /> : <Check aria-hidden />}
      {isResolved ? "Open again" : "Resolve"}
    </Button>
  );
}
