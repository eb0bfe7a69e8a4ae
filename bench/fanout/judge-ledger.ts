/** How what a client received differs from what was written. */
export type LedgerFaults = { lost: number; duplicated: number; reordered: number };

/** Holds the ids a client received, in that order, against the outbox in its order. Throws for an id of no event. */
export function judgeLedger(outbox: readonly string[], received: readonly string[]): LedgerFaults {
  const places = new Map(outbox.map((id, place) => [id, place]));
  const seen = new Set<string>();
  const faults = { lost: 0, duplicated: 0, reordered: 0 };
  let furthest = -1;
  for (const id of received) {
    const place = places.get(id);
    if (place === undefined) throw new Error(`A client received ${id}, which is not in the outbox.`);
    if (seen.has(id)) faults.duplicated += 1;
    else if (place < furthest) faults.reordered += 1;
    furthest = Math.max(furthest, place);
    seen.add(id);
  }
  return { ...faults, lost: outbox.length - seen.size };
}

export function addFaults(all: readonly LedgerFaults[]): LedgerFaults {
  const sum = { lost: 0, duplicated: 0, reordered: 0 };
  for (const { lost, duplicated, reordered } of all) {
    sum.lost += lost;
    sum.duplicated += duplicated;
    sum.reordered += reordered;
  }
  return sum;
}
