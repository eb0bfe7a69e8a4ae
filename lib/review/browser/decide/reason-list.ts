import type { ReasonView } from "#lib/review/decision-schema";

/** A line of the list that is sent; without an id it is a new reason. */
export type ReasonItem = Omit<ReasonView, "id"> & { id?: string };

/** The list with this wording on a digit: renamed where there is a reason, added where there is none. */
export function withLabel(reasons: readonly ReasonView[], digit: number, label: string): ReasonItem[] {
  const isThere = reasons.some((reason) => reason.digit === digit);
  const renamed = reasons.map((reason) => (reason.digit === digit ? { ...reason, label } : reason));
  return isThere ? renamed : [...renamed, { digit, label }];
}

/** The list with two digits changing places; one of them may be unused. */
export function moveReason(reasons: readonly ReasonView[], from: number, to: number): ReasonItem[] {
  return reasons.map((reason) => {
    if (reason.digit === from) return { ...reason, digit: to };
    return reason.digit === to ? { ...reason, digit: from } : reason;
  });
}

export function withoutReason(reasons: readonly ReasonView[], id: string): ReasonItem[] {
  return reasons.filter((reason) => reason.id !== id);
}
