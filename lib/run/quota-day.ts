import { relativeTime } from "#lib/relative-time";
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

/** Why `count` runs cannot be asked for at `now` (in ms since 1970), and until when; undefined when they can. */
export function whyNotSoMany(quota: Quota, count: number, now: number): string | undefined {
  const { dailyRuns, usedRuns, leftRuns, resetsAt } = quota;
  if (dailyRuns === null || leftRuns === null || count <= leftRuns) return undefined;
  const [used, daily] = [usedRuns, dailyRuns].map((number) => number.toLocaleString("en"));
  const resets = `starts anew at midnight UTC, ${relativeTime(resetsAt, now)}`;
  if (leftRuns === 0) return `Today's quota is used up: ${used} of ${daily} runs. It ${resets}.`;
  const left = `${leftRuns.toLocaleString("en")} ${leftRuns === 1 ? "is" : "are"} left`;
  return `Today ${used} of ${daily} runs are used: ${left}, and this would be ${count.toLocaleString("en")}. Ask for fewer; the quota ${resets}.`;
}
