import type { OutputView } from "#lib/output/output-schema";

/** Labels that are colours, in the order of their keys. */
export const labelColours = ["red", "yellow", "green", "blue", "purple"] as const;

export type LabelColour = (typeof labelColours)[number];
export type LabelChange = { name: string; isOwn: boolean; isOn: boolean };
/** Stars, 0 to take one's own away; or a label that is put on or taken off. */
export type MarkChange = { type: "stars"; stars: number } | ({ type: "label" } & LabelChange);

type Marks = Pick<OutputView, "rating" | "labels">;

export function isColour(name: string): name is LabelColour {
  return labelColours.some((colour) => colour === name);
}

/** The labels once one more is on or off, in their order: the project's first, each by name. */
export function withLabel(
  labels: OutputView["labels"],
  { name, isOwn, isOn }: LabelChange,
): OutputView["labels"] {
  const others = labels.filter((label) => label.name !== name || label.isOwn !== isOwn);
  if (!isOn) return others;
  return [...others, { name, isOwn }].toSorted(
    (a, b) => Number(a.isOwn) - Number(b.isOwn) || (a.name < b.name ? -1 : 1),
  );
}

/** Labels that all of some outputs carry. */
export function labelsOnAll(rows: readonly Marks[]): OutputView["labels"] {
  const [first, ...others] = rows;
  const has = ({ labels }: Marks, { name, isOwn }: OutputView["labels"][number]) =>
    labels.some((label) => label.name === name && label.isOwn === isOwn);
  return (first?.labels ?? []).filter((label) => others.every((row) => has(row, label)));
}

export function describeStars(stars: number): string {
  return stars === 1 ? "1 star" : `${stars} stars`;
}

/** What a mark did to how many: "4 stars on 12 pictures". */
export function describeMarking(change: MarkChange, count: number): string {
  const where = count === 1 ? "1 picture" : `${count.toLocaleString()} pictures`;
  if (change.type === "label")
    return change.isOn ? `${change.name} on ${where}` : `${change.name} off ${where}`;
  return change.stars === 0 ? `No stars on ${where}` : `${describeStars(change.stars)} on ${where}`;
}

/** Stars and labels of a tile for a screen reader; nothing where there are none. */
export function nameRating({ rating, labels }: Marks): string {
  const stars = rating === null ? [] : [describeStars(rating)];
  const labelled = labels.length === 0 ? [] : [`labelled ${labels.map(({ name }) => name).join(" and ")}`];
  return [...stars, ...labelled].join(", ");
}
