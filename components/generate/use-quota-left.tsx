"use client";

import { useQuery } from "@tanstack/react-query";
import { useProject } from "#components/shell/me-context";
import { useNow } from "#components/ui/relative-time";
import { splitBatch } from "#lib/contract/split-batch";
import { relativeTime } from "#lib/relative-time";
import { whyNotSoMany } from "#lib/run/quota-day";
import { quotaQuery } from "#lib/run/quota-queries";

/** What the project's quota says to `pictures` more, of which a run makes up to `batch`. Nothing where there is no quota. */
export function useQuotaLeft(
  pictures: number,
  batch: number,
): { whyNot: string | undefined; left: string | undefined } {
  const { data: quota } = useQuery(quotaQuery(useProject()?.id));
  const now = useNow(30_000);
  if (quota === undefined || quota.dailyRuns === null) return { whyNot: undefined, left: undefined };
  const { dailyRuns, leftRuns, resetsAt } = quota;
  const resets = `${clock(resetsAt)}, ${relativeTime(resetsAt, now)}`;
  return {
    whyNot: whyNotSoMany(quota, splitBatch(pictures, batch).length, `at ${resets}`),
    left: `${(leftRuns ?? 0).toLocaleString()} of ${dailyRuns.toLocaleString()} runs left today`,
  };
}

/** The hour on the wall where one sits: the quota's midnight is UTC's. */
function clock(iso: string): string {
  return new Date(iso).toLocaleTimeString(undefined, { timeStyle: "short" });
}
