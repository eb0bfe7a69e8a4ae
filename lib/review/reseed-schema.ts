import { z } from "zod";
import { carriedCommentSchema } from "#lib/comment/comment-schema";
import { outputSchema } from "#lib/output/output-schema";
import { paramsSchema, runSchema, sentParamsSchema } from "#lib/run/run-schema";
import { priorities } from "#lib/run/run-priority";
import { expected, note, session } from "./decision-schema.ts";

const seed = z
  .string()
  .regex(/^\d{1,20}$/, "A seed is a whole number from 0, in decimal digits.")
  .meta({ description: "Exact decimal text" });

/** Three things, told apart by name: no number stands for "random". */
const seedChoiceSchema = z.discriminatedUnion("choice", [
  z.strictObject({ choice: z.literal("random") }),
  z.strictObject({ choice: z.literal("fixed"), seed }),
  z
    .strictObject({ choice: z.literal("original"), plus: z.number().int().min(1).max(1_000_000) })
    .meta({ description: "The parent's seed + plus, and one more for each further run" }),
]);

/** What a child keeps of its parent. */
export const varySchema = z.discriminatedUnion("grain", [
  z.strictObject({ grain: z.literal("everything"), seed: seedChoiceSchema }),
  z.strictObject({
    grain: z.literal("parameter"),
    name: z.string().min(1).max(64),
    values: z
      .array(z.unknown())
      .min(1)
      .max(50)
      .meta({ description: "One run each; the seed and everything else stay" }),
  }),
  z.strictObject({ grain: z.literal("prompts") }).meta({
    description: "The texts stay; everything else is as the contract has it, with fresh seeds",
  }),
  z.strictObject({ grain: z.literal("edits"), params: sentParamsSchema }).meta({
    description: "Exactly these params, judged by the published version",
  }),
  z.strictObject({ grain: z.literal("unchanged") }).meta({
    description: "The same params and seed: the server may answer from its cache and write no new file",
  }),
  z.strictObject({ grain: z.literal("afresh") }).meta({
    description: "The same params and seed, drawn again: the server forgets what it remembers first",
  }),
]);

export const reseedSchema = z.strictObject({
  count: z.number().int().min(1).max(50).default(1),
  vary: varySchema.optional().meta({ description: "Left out: everything, with fresh seeds" }),
  version: z.enum(["parent", "published"]).optional().meta({
    description: "The version that made the output (parent, when left out), or the one published now",
  }),
  priority: z
    .enum(priorities)
    .optional()
    .meta({ description: "Whose turn comes first; normal when left out, high is for owners" }),
  expected: expected.optional(),
  reason: z.string().max(100).optional(),
  note: note.optional(),
  comment: carriedCommentSchema.optional().meta({ description: "Posted together with it or not at all" }),
  session: session.optional(),
});

export const reseedAnswerSchema = z.object({ items: z.array(runSchema), output: outputSchema });

/** What a re-seed of these outputs would come to, before anybody decides. */
export const reseedPreviewQuerySchema = z.object({
  outputs: z.string().max(4000).meta({ description: "Ids, separated by commas; at most 100" }),
});

const versionSchema = z.object({ version: z.string(), number: z.number().int() });

export const reseedPreviewSchema = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        refusal: z
          .string()
          .nullable()
          .meta({ description: "Why it cannot be re-seeded now, with what to do" }),
        medianMs: z.number().nullable().meta({
          description: "Of the last 20 runs of its version that succeeded; null before there are any",
        }),
        measuredRuns: z.number().int(),
      }),
    ),
    nextCursor: z.null(),
  })
  .meta({ id: "ReseedPreview" });

/** Everything that the choice of how to vary one output is drawn from. */
export const reseedOptionsSchema = z
  .object({
    refusal: z.string().nullable(),
    parent: versionSchema,
    published: versionSchema.nullable().meta({ description: "When another version is published now" }),
    publishedRefusal: z
      .string()
      .nullable()
      .meta({ description: "Why the published version cannot be used with these params" }),
    seed: z.string().nullable(),
    seedBounds: z.object({ minimum: z.string(), maximum: z.string() }).nullable(),
    params: paramsSchema,
    prompts: z.array(z.string()).meta({ description: "Names of the texts that the grain prompts keeps" }),
    parameters: z.array(
      z.object({
        name: z.string(),
        title: z.string(),
        type: z.enum(["string", "number", "integer", "boolean"]),
        value: z.string().meta({ description: "As text" }),
        choices: z.array(z.object({ value: z.string(), label: z.string() })).nullable(),
        minimum: z.number().nullable(),
        maximum: z.number().nullable(),
        step: z.number().nullable(),
        unit: z.string(),
      }),
    ),
    medianMs: z.number().nullable(),
    measuredRuns: z.number().int(),
  })
  .meta({ id: "ReseedOptions" });

/** What a dialog sends of it: how many, what is kept, by which version. */
export type VaryRequest = {
  count: number;
  version: "parent" | "published";
  vary: z.output<typeof varySchema>;
};
export type Reseed = z.infer<typeof reseedSchema>;
export type ReseedAnswer = z.infer<typeof reseedAnswerSchema>;
export type ReseedPreview = z.infer<typeof reseedPreviewSchema>;
export type ReseedOptions = z.infer<typeof reseedOptionsSchema>;
