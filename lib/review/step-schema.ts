import { z } from "zod";
import { bulkAnswerSchema } from "./decision-schema.ts";

/** One act that undo takes back: a verdict, or all of a bulk action. */
export const stepSchema = z
  .object({
    id: z.string(),
    verdict: z.enum(["approved", "rejected", "reseeded"]),
    outputs: z.array(z.string()).meta({ description: "Those on which it still stands" }),
    seed: z.string().nullable().meta({ description: "Of the one output, where it is one" }),
    at: z.iso.datetime(),
  })
  .meta({ id: "Step" });

export const lastStepQuerySchema = z.object({
  session: z
    .string()
    .max(100)
    .optional()
    .meta({ description: "Left out: outside of sessions, within a day" }),
});

export const lastStepSchema = z.object({ last: stepSchema.nullable() });

/** One answer per output, as for a bulk verdict, and what undo would take back next. */
export const stepUndoneSchema = z.object({
  items: bulkAnswerSchema.shape.items,
  children: z.object({ canceled: z.number().int(), started: z.number().int() }),
  last: stepSchema.nullable(),
});

export type StepView = z.infer<typeof stepSchema>;
export type StepUndone = z.infer<typeof stepUndoneSchema>;
