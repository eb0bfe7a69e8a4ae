"use client";

import { useQuery } from "@tanstack/react-query";
import { useId, type PointerEvent, type ReactNode } from "react";
import { useComments, useDraft } from "#components/comments/use-comments";
import { ArrowHeads, Mark, MarkTouch, type MarkLook } from "#components/drawing/mark";
import { useDrawing } from "#components/drawing/use-drawing";
import { commentsQuery } from "#lib/comment/comment-queries";
import type { CommentView } from "#lib/comment/comment-schema";
import { changeDrawing } from "#lib/comment/browser/drawing";
import { markNumber, nameMark, shapeWords } from "#lib/comment/browser/mark-words";
import type { Shape } from "#lib/comment/shape-schema";
import type { OutputView } from "#lib/output/output-schema";

type DrawingsProps = {
  /** The output whose picture is on screen, which is not always the one that was asked for. */
  row: OutputView;
  /** Without hands: beside a tile or under a slider marks are only looked at. */
  isStill?: boolean;
};

/**
 * The marks on a picture. Lies over the nearest positioned box, which must be exactly where the picture is: every
 * measure is a share of it, so zoom and size cannot move a mark. Belongs to one file: another version has none.
 */
export function Drawings({ row, isStill = false }: DrawingsProps) {
  const isHidden = useDrawing((drawing) => drawing.isHidden);
  const lit = useDrawing((drawing) => drawing.lit);
  const hasGhost = useDrawing((drawing) => drawing.ghostOn === row.id);
  const isResolvedShown = useDrawing((drawing) => drawing.resolvedOn === row.id);
  const headsId = useId();
  const { data } = useComments({ id: row.id, count: isHidden ? 0 : row.drawings });
  const draft = useDraft(row.id);
  if (isHidden) return null;
  const said = (data?.items ?? []).filter(({ sha256 }) => sha256 === row.sha256);
  const shown = said.filter(({ id, resolved }) => resolved === null || isResolvedShown || id === lit);
  return (
    <svg
      data-drawings={row.id}
      className="pointer-events-none absolute inset-0 size-full overflow-visible"
      aria-hidden={isStill || undefined}
    >
      <ArrowHeads id={headsId} />
      {hasGhost && row.parentOutputId !== null && <Ghost outputId={row.parentOutputId} headsId={headsId} />}
      {shown.map((comment) => (
        <Marks key={comment.id} comment={comment} look="posted" headsId={headsId} isStill={isStill} />
      ))}
      {draft.shapes.map((shape, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- strokes are added and taken back at the end only
        <g key={index} role="img" aria-label={`${shapeWords[shape.kind]}, not posted`} data-mark={shape.kind}>
          <Mark
            shape={shape}
            number={markNumber({ number: row.lastComment + 1, shapes: [...draft.shapes] }, index)}
            look="draft"
            isLit={false}
            headsId={headsId}
          />
        </g>
      ))}
    </svg>
  );
}

type MarksProps = { comment: CommentView; look: MarkLook; headsId: string; isStill?: boolean };

function Marks({ comment, look, headsId, isStill = false }: MarksProps): ReactNode {
  const lit = useDrawing((drawing) => drawing.lit);
  const isLit = lit === comment.id;
  const isFaint = look === "ghost" || (lit !== null && !isLit);
  const hands =
    isStill || look === "ghost"
      ? {}
      : {
          onPointerEnter: () => changeDrawing({ lit: comment.id }),
          onPointerLeave: () => changeDrawing({ lit: null }),
          // A press on a mark is for its words; the stage beneath would zoom.
          onPointerDown: (event: PointerEvent) => event.stopPropagation(),
          onClick: () => changeDrawing({ lit: comment.id, wantsWords: true }),
          className: "pointer-events-auto cursor-help",
        };
  return comment.shapes.map((shape: Shape, index) => (
    <g
      // oxlint-disable-next-line react/no-array-index-key -- the marks of a comment never change
      key={index}
      role="img"
      aria-label={`${look === "ghost" ? "Earlier version: " : ""}${nameMark(comment, index)}`}
      data-mark={shape.kind}
      opacity={isFaint ? 0.45 : 1}
      {...hands}
    >
      <title>{nameMark(comment, index)}</title>
      {look === "posted" && <MarkTouch shape={shape} />}
      <Mark shape={shape} number={markNumber(comment, index)} look={look} isLit={isLit} headsId={headsId} />
    </g>
  ));
}

/** What was drawn on the version before: another file, so only to compare with, and only when asked for. */
function Ghost({ outputId, headsId }: { outputId: string; headsId: string }) {
  const { data } = useQuery(commentsQuery(outputId));
  return data?.items.map((comment) => (
    <Marks key={comment.id} comment={comment} look="ghost" headsId={headsId} />
  ));
}
