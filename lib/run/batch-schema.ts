import { z } from "zod";

/** The runs of one submission, counted by what became of them. */
export const batchSchema = z
  .object({
    id: z.string(),
    project: z.string().meta({ description: "Slug" }),
    workflow: z.string(),
    workflowTitle: z.string(),
    queued: z.number().int().meta({ description: "Not started, or waiting to be submitted again" }),
    running: z.number().int(),
    stopping: z.number().int().meta({ description: "Those of the running ones that are being canceled" }),
    succeeded: z.number().int(),
    failed: z.number().int(),
    canceled: z.number().int(),
  })
  .meta({ id: "Batch" });

export const cancelBatchSchema = z.strictObject({
  what: z.enum(["queued", "running"]).meta({
    description: "queued: those that wait are canceled at once. running: those that run are interrupted",
  }),
});

export type Batch = z.infer<typeof batchSchema>;
export type CancelBatch = z.infer<typeof cancelBatchSchema>;
