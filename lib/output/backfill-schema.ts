import { z } from "zod";

export const backfillSchema = z
  .object({
    thumbnails: z
      .object({ done: z.number().int(), total: z.number().int() })
      .nullable()
      .meta({ description: "While many are made at once; null otherwise" }),
  })
  .meta({ id: "Backfill", description: "How far work is that catches up with pictures" });

export type Backfill = z.infer<typeof backfillSchema>;
