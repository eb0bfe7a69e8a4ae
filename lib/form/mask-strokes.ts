/** One movement of the brush, in pixels of the picture. `isErasing` takes away what was painted before. */
export type Stroke = {
  readonly points: readonly Point[];
  readonly size: number;
  readonly isErasing: boolean;
};

export type Point = { readonly x: number; readonly y: number };

type Brush = Pick<
  CanvasRenderingContext2D,
  | "beginPath"
  | "moveTo"
  | "lineTo"
  | "stroke"
  | "lineWidth"
  | "lineCap"
  | "lineJoin"
  | "strokeStyle"
  | "globalCompositeOperation"
>;

/** Draws strokes in order; a single point is a dot of the brush's size. */
export function paintStrokes(brush: Brush, strokes: readonly Stroke[], colour: string): void {
  brush.lineCap = "round";
  brush.lineJoin = "round";
  brush.strokeStyle = colour;
  for (const { points, size, isErasing } of strokes) {
    const [first, ...rest] = points;
    if (first === undefined) continue;
    brush.globalCompositeOperation = isErasing ? "destination-out" : "source-over";
    brush.lineWidth = size;
    brush.beginPath();
    brush.moveTo(first.x, first.y);
    for (const point of rest.length > 0 ? rest : [{ x: first.x + 0.01, y: first.y }])
      brush.lineTo(point.x, point.y);
    brush.stroke();
  }
  brush.globalCompositeOperation = "source-over";
}
