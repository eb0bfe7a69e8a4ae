/** Nearest-rank percentile: the smallest sample that at least `percent` % of all are not above. */
export function percentile(samples: readonly number[], percent: number): number {
  if (samples.length === 0) throw new Error("A percentile of nothing was asked for.");
  const sorted = samples.toSorted((a, b) => a - b);
  const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length));
  return sorted[rank - 1] ?? Number.NaN;
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 50);
}
