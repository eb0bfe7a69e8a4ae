import type { CommentView } from "#lib/comment/comment-schema";
import type { Shape, ShapeKind } from "#lib/comment/shape-schema";

export const shapeWords: Record<ShapeKind, string> = {
  pin: "Pin",
  box: "Box",
  arrow: "Arrow",
  freehand: "Line",
};

/** What a mark is called: the number of its comment, and which one where the comment has several: "3", "3.2". */
export function markNumber(
  { number, shapes }: Pick<CommentView, "number" | "shapes">,
  index: number,
): string {
  return shapes.length > 1 ? `${number}.${index + 1}` : String(number);
}

/** A mark for those who do not see it: "Box 3 by Mara: six fingers". */
export function nameMark(comment: CommentView, index: number): string {
  const kind = shapeWords[comment.shapes[index]?.kind ?? "pin"];
  const said = comment.body === "" ? "" : `: ${comment.body}`;
  return `${kind} ${markNumber(comment, index)} by ${comment.by.name}${said}`;
}

/** What a comment carries: "2 boxes, 1 pin". */
export function countShapes(shapes: readonly Shape[]): string {
  const counts = Map.groupBy(shapes, ({ kind }) => kind);
  return [...counts].map(([kind, of]) => `${of.length} ${plural(kind, of.length)}`).join(", ");
}

function plural(kind: ShapeKind, count: number): string {
  const word = shapeWords[kind].toLowerCase();
  if (count === 1) return word;
  return kind === "box" ? "boxes" : `${word}s`;
}

/** The counters of a tile for a screen reader, each only when there is something to count. */
export function nameMarks(row: { comments: number; unread: number; drawings: number }): string {
  return [
    row.comments > 0 && `${row.comments} ${row.comments === 1 ? "comment" : "comments"}`,
    row.unread > 0 && `${row.unread} unread`,
    row.drawings > 0 && `${row.drawings} ${row.drawings === 1 ? "drawing" : "drawings"}`,
  ]
    .filter((part) => part !== false)
    .join(", ");
}
