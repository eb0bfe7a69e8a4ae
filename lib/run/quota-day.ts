import type { Quota } from "./quota-schema.ts";

const dayMs = 86_400_000;

/** The day that a moment belongs to: from one midnight (UTC) to the next, the same for everybody in the project. */
export function dayOf(now: Date): { from: Date; to: Date } {
  const from = Math.floor(now.getTime() / dayMs) * dayMs;
  return { from: new Date(from), to: new Date(from + dayMs) };
}

/** What is left when `usedRuns` of a day's runs have been asked for; a limit that was lowered leaves nothing. */
export function quotaOf(dailyRuns: number | null, usedRuns: number, now: Date): Quota {
  return {
    dailyRuns,
    usedRuns,
    leftRuns: dailyRuns === null ? null : Math.max(0, dailyRuns - usedRuns),
    resetsAt: dayOf(now).to.toISOString(),
  };
}

/** Why `count` runs cannot be asked for now, and until when (`resets`); undefined when they can. */
export function whyNotSoMany(quota: Quota, count: number, resets: string): string | undefined {
  const { dailyRuns, leftRuns } = quota;
  if (dailyRuns === null || leftRuns === null || count <= leftRuns) return undefined;
  return leftRuns === 0
    ? `Today's quota of ${runs(dailyRuns)} is used up. It starts anew ${resets}.`
    : `${runs(leftRuns)} of today's ${dailyRuns.toLocaleString("en")} ${leftRuns === 1 ? "is" : "are"} left, and this would be ${count.toLocaleString("en")}. Ask for fewer; the quota starts anew ${resets}.`;
}

function runs(count: number): string {
  return `${count.toLocaleString("en")} ${count === 1 ? "run" : "runs"}`;
}
