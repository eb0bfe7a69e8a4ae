"use client";

import { Pencil, Send } from "lucide-react";
import { useEffect, useRef, type FormEvent } from "react";
import { AudienceChoice } from "#components/comments/audience-choice";
import { CommentField } from "#components/comments/comment-field";
import { focusAtEnd } from "#components/comments/focus-at-end";
import { useDraft } from "#components/comments/use-comments";
import { usePost } from "#components/comments/use-post";
import { useWritingMark } from "#components/comments/use-writing-mark";
import { useDeskParts } from "#components/review/desk/desk-context";
import { focusCursor, offerFocusToCursor } from "#components/review/desk/focus-cursor";
import { useWhyNot } from "#components/shell/me-context";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import { Kbd } from "#components/ui/kbd";
import type { CommentView } from "#lib/comment/comment-schema";
import { isEmpty } from "#lib/comment/browser/comment-drafts";
import { subscribeCalls, takeCall } from "#lib/comment/browser/composer-call";
import { countShapes } from "#lib/comment/browser/mark-words";
import type { OutputView } from "#lib/output/output-schema";

type ComposerProps = {
  row: OutputView;
  /** Where the draft is kept: the output, or one of its threads. */
  place: string;
  /** The thread that is answered. */
  thread?: CommentView;
  /** Takes the focus when somebody asks for the place to write. */
  isCalled?: boolean;
  /** Has the focus from the beginning. */
  takesFocus?: boolean;
  /** Posted, or left with Escape. */
  onDone?: () => void;
};

/**
 * Where a comment is written. What is typed is kept at every stroke and belongs to this output alone; while the focus
 * is in here, keys of the desk are dead.
 */
export function Composer({
  row,
  place,
  thread,
  isCalled = false,
  takesFocus = false,
  onDone,
}: ComposerProps) {
  const { drafts } = useDeskParts();
  const draft = useDraft(place);
  const field = useRef<HTMLTextAreaElement>(null);
  const marks = useWritingMark();
  const whyNot = useWhyNot("comment.create");
  const form = useRef<HTMLFormElement>(null);
  const leave = () => {
    onDone?.();
    focusCursor();
  };
  const { post, isPosting, error } = usePost(row, place, thread, () => {
    offerFocusToCursor(form.current);
    onDone?.();
  });
  useEffect(() => {
    if (takesFocus) focusAtEnd(field.current);
  }, [takesFocus]);
  useEffect(() => {
    if (!isCalled) return;
    const answer = () => takeCall() && focusAtEnd(field.current);
    answer();
    return subscribeCalls(() => void answer());
  }, [isCalled]);

  function submit(event: FormEvent) {
    event.preventDefault();
    post();
  }

  return (
    <form ref={form} data-composer {...marks} onSubmit={submit} className="group/composer grid gap-1.5">
      <CommentField
        field={field}
        place={place}
        label={thread ? "Answer" : "Comment"}
        placeholder={thread ? "Answer, @ calls somebody" : "Comment, @ calls somebody"}
        whyNot={whyNot}
        error={error}
        onSend={post}
        onLeave={leave}
      />
      {draft.shapes.length > 0 && (
        <p className="flex items-center gap-1.5 text-2xs text-soft">
          <Pencil aria-hidden className="size-3.5 text-accent-text" />
          <span className="min-w-0 flex-1 truncate">{`With ${countShapes(draft.shapes)}`}</span>
        </p>
      )}
      <div
        className={cn(
          "flex flex-wrap items-center gap-1.5",
          isEmpty(draft) && "hidden group-focus-within/composer:flex",
        )}
      >
        <AudienceChoice
          value={draft.audience}
          isInternalOnly={thread?.audience === "internal"}
          onChange={(audience) => drafts.change(place, { audience })}
        />
        <span className="ml-auto flex gap-1">
          {!isEmpty(draft) && (
            <Button variant="ghost" size="sm" onClick={() => drafts.clear(place)}>
              Throw away
            </Button>
          )}
          <Button
            type="submit"
            variant="primary"
            size="sm"
            busy={isPosting}
            blocked={whyNot ?? (isEmpty(draft) ? "Write or draw something first" : undefined)}
          >
            <Send aria-hidden />
            Post
          </Button>
        </span>
      </div>
      {!isEmpty(draft) && (
        <p className="text-2xs text-faint">
          <span className="max-md:hidden">
            <Kbd>Ctrl ↵</Kbd>
            {" posts it. "}
          </span>
          {thread ? "Kept until then." : "Kept until then; your next verdict takes it along."}
        </p>
      )}
    </form>
  );
}
