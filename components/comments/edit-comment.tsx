"use client";

import { useEffect, useRef, type FormEvent } from "react";
import { CommentField } from "#components/comments/comment-field";
import { focusAtEnd } from "#components/comments/focus-at-end";
import { useDraft } from "#components/comments/use-comments";
import { useCommentChange } from "#components/comments/use-comment-change";
import { useWritingMark } from "#components/comments/use-writing-mark";
import { useDeskParts } from "#components/review/desk/desk-context";
import { focusCursor, offerFocusToCursor } from "#components/review/desk/focus-cursor";
import { Button } from "#components/ui/button";
import { sendEdit } from "#lib/comment/comment-queries";
import type { CommentView } from "#lib/comment/comment-schema";
import { editPlace } from "#lib/comment/browser/comment-drafts";

/** The words of a comment, open to be put otherwise. Esc leaves and keeps what was typed; Cancel throws it away. */
export function EditComment({ comment, onDone }: { comment: CommentView; onDone: () => void }) {
  const { drafts } = useDeskParts();
  const place = editPlace(comment);
  const draft = useDraft(place);
  const field = useRef<HTMLTextAreaElement>(null);
  const marks = useWritingMark();
  const { change, isSending, problem } = useCommentChange(comment);
  const isChanged = draft.text.trim() !== comment.body;
  useEffect(() => {
    focusAtEnd(field.current);
  }, []);

  const form = useRef<HTMLFormElement>(null);
  function end() {
    drafts.clear(place);
    onDone();
    focusCursor();
  }
  function save() {
    const sent = drafts.read(place);
    if (!isChanged) return end();
    function saved() {
      // Who typed on meanwhile has more to save.
      if (drafts.read(place) !== sent) return;
      offerFocusToCursor(form.current);
      drafts.clear(place);
      onDone();
    }
    const { text, mentions } = sent;
    void change(() => sendEdit(comment.id, { body: text.trim(), mentions: [...mentions] }), saved);
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    save();
  }
  return (
    <form ref={form} data-composer {...marks} onSubmit={submit} className="mt-1 grid gap-1.5">
      <CommentField
        field={field}
        place={place}
        label={`Comment ${comment.number}, being edited`}
        placeholder="Say it otherwise, @ calls somebody"
        error={problem && `Not changed. ${problem}`}
        onSend={save}
        onLeave={() => (isChanged ? focusCursor() : end())}
      />
      <div className="flex justify-end gap-1">
        <Button variant="ghost" size="sm" onClick={end}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" size="sm" busy={isSending}>
          Save
        </Button>
      </div>
    </form>
  );
}
