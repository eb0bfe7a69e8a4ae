import { Star, Tag } from "lucide-react";
import { LabelDot } from "#components/review/label-dot";
import type { OutputView } from "#lib/output/output-schema";
import { describeStars, isColour } from "#lib/review/browser/marks";

const mark = "flex h-4 shrink-0 items-center gap-0.5 text-soft tabular";

/** Stars and labels, in the line under the picture; nothing where there are none. */
export function TileRating({ row: { rating, labels } }: { row: OutputView }) {
  if (rating === null && labels.length === 0) return null;
  const colours = labels.map(({ name }) => name).filter(isColour);
  const words = labels.map(({ name }) => name).filter((name) => !isColour(name));
  return (
    <>
      {rating !== null && (
        <span className={mark} title={describeStars(rating)}>
          <Star aria-hidden className="size-3 fill-accent text-accent-text" />
          {rating}
        </span>
      )}
      {colours.length > 0 && (
        <span className={mark} title={colours.join(", ")}>
          {colours.map((name) => (
            <LabelDot key={name} name={name} className="size-2" />
          ))}
        </span>
      )}
      {words.length > 0 && (
        <span className={mark} title={words.join(", ")}>
          <Tag aria-hidden className="size-3" />
          {words.length}
        </span>
      )}
    </>
  );
}
