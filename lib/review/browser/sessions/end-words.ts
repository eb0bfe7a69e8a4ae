import type { SessionDetail } from "#lib/review/session-schema";

/** How a session stands at the end of its list. */
export type End = { title: string; lines: string[] };

/** What the session has come to so far, as the server counts it. */
export function describeEnd(
  { counts, left, skipped }: Pick<SessionDetail, "counts" | "left" | "skipped">,
  isReviewClosed: boolean,
): End {
  const { approved, rejected, reseeded, pending } = counts;
  const lines = [
    `${approved.toLocaleString()} approved, ${rejected.toLocaleString()} rejected, ${reseeded.toLocaleString()} re-seeded.`,
  ];
  if (left > 0) lines.push(describeRest(left, skipped));
  if (pending > left) lines.push(describeAside(pending - left, isReviewClosed));
  return { title: titleOf(left, pending), lines };
}

/** Undecided ones may be left that are not one's own to decide any more. */
function titleOf(left: number, pending: number): string {
  if (left > 0) return "The end of the list";
  return pending === 0 ? "Everything is decided" : "Nothing is left for you";
}

/** Undecided, and still nothing to do for whoever looks: others have to decide, they are put aside, or all is closed. */
function describeAside(count: number, isReviewClosed: boolean): string {
  if (isReviewClosed) {
    const stay = count === 1 ? "One stays undecided" : `${count.toLocaleString()} stay undecided`;
    return `${stay}: the review is closed.`;
  }
  return count === 1
    ? "One waits for another reviewer or is archived."
    : `${count.toLocaleString()} wait for other reviewers or are archived.`;
}

function describeRest(left: number, skipped: number): string {
  if (left === 1) return skipped === 1 ? "One stays undecided: it was skipped." : "One stays undecided.";
  const stay = `${left.toLocaleString()} stay undecided`;
  return skipped === 0 ? `${stay}.` : `${stay}, ${skipped.toLocaleString()} of them skipped.`;
}
