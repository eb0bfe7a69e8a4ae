import { lengthOfTime } from "#lib/relative-time";
import type { ReseedPreview } from "#lib/review/reseed-schema";

/** One request makes no more. */
const mostRuns = 100;

export type ManyPlan = {
  eligible: readonly string[];
  count: number;
  runs: number;
  /** The multiplication written out: "40 pictures × 2 seeds = 80 runs". */
  sum: string;
  time: string;
  /** Why some are left out, each reason once. */
  refusals: readonly { message: string; count: number }[];
  problem: string | undefined;
};

/** What a re-seed of many comes to, before it is sent. */
export function planReseedMany(items: ReseedPreview["items"], countText: string): ManyPlan {
  const able = items.filter(({ refusal }) => refusal === null);
  const count = /^\d+$/.test(countText.trim()) ? Number(countText) : 0;
  const runs = able.length * count;
  const refusals = new Map<string, number>();
  for (const { refusal } of items) {
    if (refusal !== null) refusals.set(refusal, (refusals.get(refusal) ?? 0) + 1);
  }
  const problem =
    count < 1
      ? "A whole number from 1."
      : runs > mostRuns
        ? `That makes ${runs} runs; ${mostRuns} at most in one go.`
        : undefined;
  return {
    eligible: able.map(({ id }) => id),
    count,
    runs,
    sum: `${able.length} ${able.length === 1 ? "picture" : "pictures"} × ${count} ${count === 1 ? "seed" : "seeds"} = ${runs} ${runs === 1 ? "run" : "runs"}`,
    time: timeOf(able, count),
    refusals: [...refusals].map(([message, times]) => ({ message, count: times })),
    problem,
  };
}

function timeOf(able: ReseedPreview["items"], count: number): string {
  if (able.length === 0) return "";
  const known = able.flatMap(({ medianMs }) => (medianMs === null ? [] : [medianMs]));
  if (known.length < able.length) return "Time unknown: not every workflow has been measured yet.";
  const total = known.reduce((sum, ms) => sum + ms * count, 0);
  return `About ${lengthOfTime(total / 1000)}, one after another, by the median of the last 20 runs of each version.`;
}
