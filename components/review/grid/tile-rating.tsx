import { Star, Tag } from "lucide-react";
import { LabelDot } from "#components/review/marks/label-dot";
import { TileMark } from "#components/review/grid/tile-mark";
import type { OutputView } from "#lib/output/output-schema";
import { describeStars, isColour } from "#lib/review/browser/marks/marks";

/** Stars and labels, in the line under the picture; nothing where there are none. */
export function TileRating({ row: { rating, labels } }: { row: OutputView }) {
  if (rating === null && labels.length === 0) return null;
  const colours = labels.map(({ name }) => name).filter(isColour);
  const words = labels.map(({ name }) => name).filter((name) => !isColour(name));
  return (
    <>
      {rating !== null && (
        <TileMark title={describeStars(rating)}>
          <Star aria-hidden className="size-3 fill-accent text-accent-text" />
          {rating}
        </TileMark>
      )}
      {colours.length > 0 && (
        <TileMark title={colours.join(", ")}>
          {colours.map((name) => (
            <LabelDot key={name} name={name} className="size-2" />
          ))}
        </TileMark>
      )}
      {words.length > 0 && (
        <TileMark title={words.join(", ")}>
          <Tag aria-hidden className="size-3" />
          {words.length}
        </TileMark>
      )}
    </>
  );
}
