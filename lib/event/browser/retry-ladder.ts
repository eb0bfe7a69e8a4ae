const ladderMs = [500, 1000, 2000, 5000, 10_000] as const;

/** How long to wait before attempt `failures + 1`. `random` in [0, 1) spreads browsers that lost the same server. */
export function retryDelayMs(failures: number, random: number): number {
  const step = ladderMs[Math.min(Math.max(failures, 1), ladderMs.length) - 1] ?? 10_000;
  return Math.round(step * (0.75 + random * 0.5));
}
