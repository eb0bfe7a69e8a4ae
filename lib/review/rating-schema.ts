import { z } from "zod";

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

export type Labels = z.infer<typeof labelsSchema>;
