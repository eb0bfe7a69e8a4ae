export type Sent = { sentMs: number; promptId: string };

/** Milliseconds from sending to arrival, in the order sent; what has not arrived counts as if it did at `nowMs`. */
export function arrivalDelays(
  sent: readonly Sent[],
  arrivals: readonly { at: number; promptId: string | null }[],
  nowMs: number,
): number[] {
  const arrivedAt = new Map(arrivals.map(({ promptId, at }) => [promptId, at]));
  return sent.map(({ sentMs, promptId }) => (arrivedAt.get(promptId) ?? nowMs) - sentMs);
}
