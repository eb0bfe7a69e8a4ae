import { z } from "zod";
import { carriedCommentSchema } from "#lib/comment/comment-schema";
import { outputSchema } from "#lib/output/output-schema";

const verdict = z.enum(["approved", "rejected", "reseeded"]);
export const note = z
  .string()
  .trim()
  .max(2000)
  // Postgres stores neither of the two.
  .refine((text) => !text.includes("\0") && text.isWellFormed(), "Holds a character that cannot be stored.");
export const session = z
  .string()
  .max(100)
  .meta({ description: "Your open review session that this belongs to; undo and receipt go by it" });
export const expected = z
  .number()
  .int()
  .min(0)
  .meta({ description: "The output's revision that was on screen" });

export const decideSchema = z.strictObject({
  verdict,
  reason: z.string().max(100).optional().meta({ description: "Id of one of the project's reasons" }),
  note: note.optional(),
  comment: carriedCommentSchema.optional().meta({
    description: "Posted together with the verdict or not at all; its text is the note where none is given",
  }),
  session: session.optional(),
  expected,
});

export const bulkDecideSchema = z.strictObject({
  items: z
    // What is said about one picture is not said about all.
    .array(
      decideSchema.omit({ comment: true, session: true }).extend({
        output: z.string(),
        count: z
          .number()
          .int()
          .min(1)
          .max(50)
          .optional()
          .meta({ description: "With reseeded: how many runs, each with a fresh seed; 1 when left out" }),
      }),
    )
    .min(1)
    .max(500),
  session: session.optional(),
  step: z
    .string()
    .max(100)
    .optional()
    .meta({ description: "A step of yours that this belongs to, so that undo takes back both at once" }),
});

/** One answer per item, in the order asked. `output` is the state after the decision, or the current one if refused. */
export const bulkAnswerSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      status: z.number().int().meta({ description: "As the single request would have answered" }),
      output: outputSchema.nullable(),
      error: z.object({ code: z.string(), message: z.string() }).nullable(),
    }),
  ),
  step: z.string().meta({ description: "What undo takes back at once" }),
});

export const undoQuerySchema = z.object({
  expected: z.coerce.number().int().min(0).optional().meta({ description: "Refuse when this is stale" }),
});

/** The output as it is again, and what became of the children when a re-seed was undone. */
export const undoAnswerSchema = outputSchema.extend({
  children: z.object({
    canceled: z.number().int().meta({ description: "Had not started, and never will" }),
    started: z.number().int().meta({ description: "Had started, and arrive as ordinary outputs" }),
  }),
});

export const listReasonsQuerySchema = z.object({ project: z.string().max(100).optional() });

export const reasonSchema = z
  .object({ id: z.string(), digit: z.number().int(), label: z.string() })
  .meta({ id: "Reason" });

export type Decide = z.infer<typeof decideSchema>;
/** As a client sends it: what is left out has its default. */
export type DecideInput = z.input<typeof decideSchema>;
export type BulkDecide = z.infer<typeof bulkDecideSchema>;
export type BulkAnswer = z.infer<typeof bulkAnswerSchema>;
export type UndoAnswer = z.infer<typeof undoAnswerSchema>;
export type ReasonView = z.infer<typeof reasonSchema>;
export type Verdict = z.infer<typeof verdict>;
