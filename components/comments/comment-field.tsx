"use client";

import { useId, type KeyboardEvent, type RefObject } from "react";
import { MentionList } from "#components/comments/mention-list";
import { useDraft } from "#components/comments/use-comments";
import { useMentions } from "#components/comments/use-mentions";
import { useDeskParts } from "#components/review/desk/desk-context";
import { cn } from "#components/ui/cn";
import { fieldStyle } from "#components/ui/field-style";

type CommentFieldProps = {
  field: RefObject<HTMLTextAreaElement | null>;
  /** Where the draft is kept. */
  place: string;
  label: string;
  placeholder: string;
  /** Why nothing can be written here. */
  whyNot?: string | undefined;
  error: string | undefined;
  onSend: () => void;
  onLeave: () => void;
};

const longest = 2000;

/**
 * Where words are typed and people are called. What is typed is kept at every stroke; Enter makes a line, Ctrl+Enter
 * sends, Esc leaves.
 */
export function CommentField(props: CommentFieldProps) {
  const { field, place, label, placeholder, whyNot, error, onSend, onLeave } = props;
  const { drafts } = useDeskParts();
  const draft = useDraft(place);
  const listId = useId();
  const errorId = useId();
  const mentions = useMentions(field, place, listId);
  function press(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || mentions.press(event)) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSend();
    } else if (event.key === "Escape") {
      event.preventDefault();
      onLeave();
    }
  }
  return (
    <>
      <div className="grid gap-1">
        <textarea
          ref={field}
          dir="auto"
          aria-label={label}
          aria-autocomplete="list"
          aria-controls={mentions.open?.activeId === undefined ? undefined : listId}
          aria-activedescendant={mentions.open?.activeId}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={error === undefined ? undefined : errorId}
          aria-disabled={whyNot === undefined ? undefined : true}
          readOnly={whyNot !== undefined}
          placeholder={whyNot ?? placeholder}
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
    </>
  );
}
