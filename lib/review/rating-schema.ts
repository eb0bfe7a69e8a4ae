import { z } from "zod";
import { outputSchema } from "#lib/output/output-schema";

export const rateSchema = z.strictObject({
  stars: z.number().int().min(1).max(5),
});

/** Stored in lower case, so that one word is one label; a comma would be two in an address. */
const labelName = z
  .string()
  .trim()
  .toLowerCase()
  .min(1)
  .max(40)
  .refine((name) => !/[,\0]/.test(name) && name.isWellFormed(), "Leave out commas and control characters.");

export const labelNameSchema = z.object({ name: labelName });

export const labelSchema = z.strictObject({
  own: z.boolean().default(false).meta({ description: "Only the reader sees it; else it is the project's" }),
});

export const unlabelQuerySchema = z.object({
  own: z.stringbool().default(false).meta({ description: "Take away one's own, not the project's" }),
});

export const labelsSchema = z.object({
  items: z.array(z.object({ name: z.string(), isOwn: z.boolean() })),
});

/** More on one picture are no labels any more. */
export const mostLabels = 20;
export const tooManyLabels = `A picture takes ${mostLabels} labels. Take one off first.`;

const outputs = z
  .array(z.string().max(100))
  .min(1)
  .max(500)
  .meta({ description: "Ids, each answered by itself" });

export const rateManySchema = z.strictObject({
  outputs,
  stars: z.number().int().min(0).max(5).meta({ description: "0 takes one's own stars away" }),
});

export const labelManySchema = z.strictObject({
  outputs,
  name: labelName,
  own: labelSchema.shape.own,
  on: z.boolean().default(true).meta({ description: "False takes it off" }),
});

/** What then stands on each, in the order asked; stars and labels only where there was no error. */
export const marksAnswerSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      status: z.number().int(),
      marks: outputSchema.pick({ rating: true, labels: true }).nullable(),
      error: z.object({ code: z.string(), message: z.string() }).nullable(),
    }),
  ),
});

export type RateMany = z.output<typeof rateManySchema>;
export type LabelMany = z.output<typeof labelManySchema>;
export type MarksAnswer = z.infer<typeof marksAnswerSchema>;
export type Labels = z.infer<typeof labelsSchema>;
