import { z } from "zod";

const dailyRuns = z
  .int()
  .min(1, "A quota is at least one run a day; leave it out (null) for as many as anybody likes.")
  .max(1_000_000, "At most a million runs a day.")
  .nullable()
  .meta({
    description: "Runs that may be asked for between one midnight (UTC) and the next; null for no limit",
  });

/** What a project may start in a day, and how much of it is left. */
export const quotaSchema = z
  .object({
    dailyRuns,
    usedRuns: z.int().meta({
      description: "Asked for since midnight, without those that were canceled before they started",
    }),
    leftRuns: z.int().nullable().meta({ description: "Null where there is no limit" }),
    resetsAt: z.iso.datetime().meta({ description: "The next midnight, UTC" }),
  })
  .meta({ id: "Quota" });

export const changeQuotaSchema = z.strictObject({ dailyRuns });

export type Quota = z.infer<typeof quotaSchema>;
export type ChangeQuota = z.infer<typeof changeQuotaSchema>;
