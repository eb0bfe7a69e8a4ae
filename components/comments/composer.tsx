"use client";

import { Pencil, Send } from "lucide-react";
import { useEffect, useId, useRef, type FormEvent, type KeyboardEvent } from "react";
import { AudienceChoice } from "#components/comments/audience-choice";
import { MentionList } from "#components/comments/mention-list";
import { useDraft } from "#components/comments/use-comments";
import { useMentions } from "#components/comments/use-mentions";
import { usePost } from "#components/comments/use-post";
import { focusCursor } from "#components/review/focus-cursor";
import { useDeskParts } from "#components/review/desk-context";
import { useWhyNot } from "#components/shell/me-context";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import { Kbd } from "#components/ui/kbd";
import { fieldStyle } from "#components/ui/field-style";
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

const longest = 2000;

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
  const listId = useId();
  const errorId = useId();
  const whyNot = useWhyNot("comment.create");
  const leave = () => {
    onDone?.();
    focusCursor();
  };
  const { post, isPosting, error } = usePost(row, place, thread, leave);
  const mentions = useMentions(field, place, listId);
  useEffect(() => {
    if (takesFocus) field.current?.focus();
  }, [takesFocus]);
  useEffect(() => {
    if (!isCalled) return;
    const answer = () => takeCall() && field.current?.focus();
    answer();
    return subscribeCalls(() => void answer());
  }, [isCalled]);

  function press(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || mentions.press(event)) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      post();
    } else if (event.key === "Escape") {
      event.preventDefault();
      leave();
    }
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    post();
  }

  return (
    <form data-composer onSubmit={submit} className="group/composer grid gap-1.5">
      <div className="grid gap-1">
        <textarea
          ref={field}
          aria-label={thread ? "Answer" : "Comment"}
          aria-autocomplete="list"
          aria-controls={mentions.open?.activeId === undefined ? undefined : listId}
          aria-activedescendant={mentions.open?.activeId}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={error === undefined ? undefined : errorId}
          aria-disabled={whyNot === undefined ? undefined : true}
          readOnly={whyNot !== undefined}
          placeholder={whyNot ?? (thread ? "Answer, @ calls somebody" : "Comment, @ calls somebody")}
          maxLength={longest}
          value={draft.text}
          onChange={(event) => {
            drafts.change(place, { text: event.target.value });
            mentions.look();
          }}
          onSelect={mentions.look}
          onKeyDown={press}
          className={cn(
            fieldStyle,
            "field-sizing-content max-h-40 min-h-9 resize-none py-2 text-xs leading-normal wrap-anywhere",
          )}
        />
        {mentions.open && <MentionList id={listId} {...mentions.open} />}
      </div>
      {error !== undefined && (
        <p id={errorId} role="alert" className="text-2xs text-rejected">
          {error}
        </p>
      )}
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
