import type { MarkPoint, Shape } from "#lib/comment/shape-schema";
import { simplifyPoints } from "#lib/comment/simplify-points";
import type { CommentDrafts } from "./comment-drafts.ts";
import { changeDrawing, readDrawing } from "./drawing.ts";
import { isTooSmall, moveShape, scaleShape, shapeAt, stretchShape } from "./shape-geometry.ts";

/** As many as a comment may carry. */
const mostShapes = 30;

/** The picture that is drawn on; `aspect` is its width by its height. */
export type Sheet = { drafts: CommentDrafts; outputId: string; aspect: number };

/** Adds a mark to the draft and takes it in hand. False when the draft is full. */
export function addMark({ drafts, outputId }: Sheet, shape: Shape): boolean {
  const { shapes } = drafts.read(outputId);
  if (shapes.length >= mostShapes) return false;
  const kept = shape.kind === "freehand" ? { ...shape, points: simplifyPoints(shape.points) } : shape;
  drafts.change(outputId, { shapes: [...shapes, kept] });
  changeDrawing({ isTouched: true, isHeld: true });
  return true;
}

/** What a stroke became: a click instead of a drag places a mark of ordinary size. */
export function strokeOrMark({ aspect }: Sheet, stroke: Shape, at: MarkPoint): Shape {
  return isTooSmall(stroke) ? shapeAt(stroke.kind, stroke.colour, at, aspect) : stroke;
}

/** Places a mark with the tool and colour in hand. */
export function placeMark(sheet: Sheet, at: MarkPoint): boolean {
  const { tool, colour } = readDrawing();
  return addMark(sheet, shapeAt(tool, colour, at, sheet.aspect));
}

/** Takes back the last mark and nothing else. False when there is none. */
export function takeBackMark({ drafts, outputId }: Sheet): boolean {
  const { shapes } = drafts.read(outputId);
  if (shapes.length === 0) return false;
  drafts.change(outputId, { shapes: shapes.slice(0, -1) });
  changeDrawing({ isTouched: true, isHeld: false });
  return true;
}

export type Nudge =
  | { type: "move"; dx: number; dy: number }
  | { type: "stretch"; dx: number; dy: number }
  | { type: "scale"; factor: number };

/** Changes the last mark. False when there is none. */
export function nudgeMark({ drafts, outputId }: Sheet, nudge: Nudge): boolean {
  const { shapes } = drafts.read(outputId);
  const last = shapes.at(-1);
  if (last === undefined) return false;
  drafts.change(outputId, { shapes: [...shapes.slice(0, -1), nudged(last, nudge)] });
  changeDrawing({ isTouched: true, isHeld: true });
  return true;
}

function nudged(shape: Shape, nudge: Nudge): Shape {
  switch (nudge.type) {
    case "move":
      return moveShape(shape, nudge.dx, nudge.dy);
    case "stretch":
      return stretchShape(shape, nudge.dx, nudge.dy);
    case "scale":
      return scaleShape(shape, nudge.factor);
  }
}
