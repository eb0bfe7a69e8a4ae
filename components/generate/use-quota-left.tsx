"use client";

import { useQuery } from "@tanstack/react-query";
import { useProject } from "#components/shell/me-context";
import { useNow } from "#components/ui/relative-time";
import { splitBatch } from "#lib/contract/split-batch";
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
  const { dailyRuns, leftRuns } = quota;
  return {
    whyNot: whyNotSoMany(quota, splitBatch(pictures, batch).length, now),
    left: `${(leftRuns ?? 0).toLocaleString()} of ${dailyRuns.toLocaleString()} runs left today`,
  };
}
