"use client";

import { useEffect, useRef } from "react";
import { CommentMenu } from "#components/comments/comment-menu";
import { EditComment } from "#components/comments/edit-comment";
import { Edited } from "#components/comments/edited";
import { useEditing } from "#components/comments/use-editing";
import { useDrawing } from "#components/drawing/use-drawing";
import { VerdictGlyph } from "#components/review/decide/verdict-mark";
import { useMe } from "#components/shell/me-context";
import { Badge } from "#components/ui/badge";
import { cn } from "#components/ui/cn";
import { CopyButton } from "#components/ui/copy-button";
import { RelativeTime } from "#components/ui/relative-time";
import type { CommentView } from "#lib/comment/comment-schema";
import { commentAddress } from "#lib/comment/browser/comment-address";
import { changeDrawing } from "#lib/comment/browser/drawing";
import { countShapes } from "#lib/comment/browser/mark-words";
import { partsOf } from "#lib/comment/browser/mention-text";
import type { OutputState } from "#lib/run/output-summary-schema";
import { setApart } from "#lib/set-apart";

type CommentItemProps = { comment: CommentView; isNew: boolean; isLinked: boolean };

/** One comment: who, when, for whom, what, and the marks it put on the picture, lit while one points at it. */
export function CommentItem(props: CommentItemProps) {
  return props.comment.deleted === null ? <Said {...props} /> : <Deleted {...props} />;
}

function Said({ comment, isNew, isLinked }: CommentItemProps) {
  const isLit = useDrawing(({ lit }) => lit === comment.id);
  const item = useInSight(isLit || isLinked);
  const editing = useEditing(comment);
  const light = (lit: string | null) => comment.shapes.length > 0 && changeDrawing({ lit });
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- pointing at it only lights its marks
    <article
      ref={item}
      id={`comment-${comment.id}`}
      aria-label={`Comment ${comment.number} by ${comment.by.name}`}
      aria-current={isLinked || undefined}
      onPointerEnter={() => light(comment.id)}
      onPointerLeave={() => light(null)}
      onFocus={() => light(comment.id)}
      onBlur={() => light(null)}
      className={cn(
        "group rounded-md px-2 py-1.5",
        (isLit || isLinked) && "bg-hover",
        isLinked && "outline-1 outline-accent-text",
      )}
    >
      <header className="flex items-center gap-1.5 text-2xs text-faint">
        {comment.shapes.length > 0 && <MarkBadge comment={comment} />}
        <span dir="auto" className="truncate font-medium text-soft">
          {comment.by.name}
        </span>
        <RelativeTime at={comment.at} className="shrink-0" />
        {isNew && <span className="shrink-0 font-semibold text-accent-text">new</span>}
        {comment.audience === "client" ? (
          <Badge tone="accent">Client</Badge>
        ) : (
          <span className="shrink-0">internal</span>
        )}
        {comment.decision && (
          <span className="flex shrink-0 items-center gap-0.5" title="Given with a verdict">
            <VerdictGlyph state={comment.decision.verdict as OutputState} className="size-3" />
            <span className="sr-only">{`given with the verdict ${comment.decision.verdict}`}</span>
          </span>
        )}
        <span className="-my-1.5 ml-auto flex opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
          <CopyButton text={commentAddress(comment)} what="link" />
          <CommentMenu comment={comment} onEdit={editing.begin} />
        </span>
      </header>
      {editing.isOpen ? (
        <EditComment comment={comment} onDone={editing.end} />
      ) : (
        comment.body !== "" && <Body comment={comment} />
      )}
      {comment.shapes.length > 0 && (
        <p className="mt-0.5 text-2xs text-faint">{countShapes(comment.shapes)}</p>
      )}
      {comment.edited !== null && <Edited comment={comment} at={comment.edited} />}
    </article>
  );
}

/** What is left of a deleted comment: its place, and who took it away. */
function Deleted({ comment: { id, number, deleted }, isLinked }: CommentItemProps) {
  const item = useInSight(isLinked);
  if (deleted === null) return null;
  return (
    <article
      ref={item}
      id={`comment-${id}`}
      aria-label={`Comment ${number}, deleted`}
      aria-current={isLinked || undefined}
      className={cn(
        "flex gap-1.5 rounded-md px-2 py-1.5 text-2xs text-faint",
        isLinked && "bg-hover outline-1 outline-accent-text",
      )}
    >
      <span className="min-w-0 truncate">{`Deleted by ${setApart(deleted.by.name)}`}</span>
      <RelativeTime at={deleted.at} className="shrink-0" />
    </article>
  );
}

/** Pointed at on the picture, or led to by a link: into sight with it, and nothing else moves. */
function useInSight(isWanted: boolean) {
  const item = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isWanted) item.current?.scrollIntoView({ block: "nearest" });
  }, [isWanted]);
  return item;
}

/** The number of its marks, in their colour: what stands in the pin on the picture. */
function MarkBadge({ comment: { number, shapes } }: { comment: CommentView }) {
  return (
    <span
      className="grid h-4.5 min-w-4.5 shrink-0 place-items-center rounded-full border border-line-strong px-1 font-semibold forced-color-adjust-none"
      style={{ background: `var(--mark-${shapes[0]?.colour ?? "amber"})`, color: "var(--mark-ink)" }}
    >
      {number}
    </span>
  );
}

function Body({ comment: { body, mentions } }: { comment: CommentView }) {
  const { id: personId } = useMe();
  return (
    <p dir="auto" className="mt-0.5 wrap-anywhere whitespace-pre-wrap text-text">
      {partsOf(body, mentions).map(({ text, mention }, index) =>
        mention === null ? (
          text
        ) : (
          <strong
            // oxlint-disable-next-line react/no-array-index-key -- an edit draws all of it anew
            key={index}
            className={cn(
              "font-medium text-accent-text",
              mention === personId && "rounded-sm bg-accent-tint px-0.5",
            )}
          >
            {text}
          </strong>
        ),
      )}
    </p>
  );
}
