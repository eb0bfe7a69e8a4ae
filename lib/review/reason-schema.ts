import { z } from "zod";

const label = z
  .string()
  .trim()
  .min(1, "Say in a word or two what is wrong with such a picture.")
  .max(40, "Use at most 40 characters: the reason has to fit on a button.")
  .refine((text) => !text.includes("\0") && text.isWellFormed(), "Holds a character that cannot be stored.");

const project = z
  .string()
  .max(100)
  .optional()
  .meta({ description: "Id or slug; the default project when left out" });

/** The list as it shall be. A reason that is in force and missing here must be named under `retire`. */
export const saveReasonsSchema = z.strictObject({
  project,
  items: z
    .array(
      z.strictObject({
        id: z
          .string()
          .max(100)
          .optional()
          .meta({ description: "Of a reason that exists; left out for a new one" }),
        digit: z.number().int().min(1).max(9),
        label,
      }),
    )
    .max(9),
  retire: z.array(z.string().max(100)).max(9).default([]).meta({
    description: "Ids of reasons that are taken out of use; what was decided for them stays as it was",
  }),
});

export const countReasonsQuerySchema = z.object({ project });

/** How often a reason stands in force, per workflow. `reason` is null where none was given or it was said in words. */
export const reasonCountSchema = z.object({
  reason: z
    .object({ id: z.string(), label: z.string(), digit: z.number().int().nullable() })
    .nullable()
    .meta({ description: "Under today's wording; digit null when retired" }),
  workflow: z.string(),
  workflowTitle: z.string(),
  rejected: z.number().int(),
  reseeded: z.number().int(),
});

export type SaveReasons = z.output<typeof saveReasonsSchema>;
export type ReasonCount = z.infer<typeof reasonCountSchema>;
