import { z } from "zod";
import { actorSchema } from "#lib/output/output-schema";
import { shapeSchema } from "./shape-schema.ts";

const audience = z
  .enum(["internal", "client"])
  .meta({ description: "Who may ever read it; internal unless said" });

/** The same bound as the note of a decision, because one is often given as the other. */
const body = z
  .string()
  .trim()
  .max(2000)
  // Postgres stores neither of the two.
  .refine((text) => !text.includes("\0") && text.isWellFormed(), "Holds a character that cannot be stored.");

const said = {
  body: body.default(""),
  audience: audience.default("internal"),
  mentions: z
    .array(z.string().max(100))
    .max(20)
    .default([])
    .meta({ description: "Ids of members whom the text calls by @name" }),
  shapes: z.array(shapeSchema).max(30).default([]),
};

const isSomething = ({ body: text, shapes }: { body: string; shapes: readonly unknown[] }) =>
  text !== "" || shapes.length > 0;
const nothing = { path: ["body"], message: "Write or draw something first." };

/** What a verdict may carry beside its reason. */
export const carriedCommentSchema = z.strictObject(said).refine(isSomething, nothing);

export const postCommentSchema = z
  .strictObject({
    ...said,
    parent: z
      .string()
      .max(100)
      .optional()
      .meta({ description: "The comment that it answers; one thread is one level deep" }),
  })
  .refine(isSomething, nothing);

export const commentSchema = z
  .object({
    id: z.string(),
    outputId: z.string(),
    number: z.number().int().meta({ description: "From 1, in the order in which they were posted" }),
    parentId: z.string().nullable().meta({ description: "The comment that begins its thread" }),
    audience,
    body: z.string(),
    mentions: z.array(z.object({ id: z.string(), name: z.string() })),
    shapes: z.array(shapeSchema),
    sha256: z.string().nullable().meta({ description: "The file that the shapes belong to" }),
    decision: z
      .object({ id: z.string(), verdict: z.string() })
      .nullable()
      .meta({ description: "The verdict it was given with" }),
    by: actorSchema,
    at: z.iso.datetime(),
    resolved: z.object({ by: actorSchema, at: z.iso.datetime() }).nullable(),
    edited: z.iso.datetime().nullable().meta({ description: "When its author last put it otherwise" }),
    deleted: z
      .object({ by: actorSchema, at: z.iso.datetime() })
      .nullable()
      .meta({ description: "Then text, mentions and shapes are empty; number and place stay" }),
  })
  .meta({ id: "Comment" });

/** Says a comment otherwise. Audience and shapes stay as they were posted. */
export const editCommentSchema = z.strictObject({ body: said.body, mentions: said.mentions });

/** What a comment said from when on, oldest first; the last one is what it says now. */
export const wordingsSchema = z.object({
  items: z.array(z.object({ body: z.string(), at: z.iso.datetime() })),
});

export const listCommentsQuerySchema = z.object({
  cursor: z
    .string()
    .regex(/^\d{1,9}$/, "The cursor is not one of ours. Leave it out to start from the beginning.")
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(200),
});

/** Oldest first. `readUpTo` is the number of the last one that you have read. */
export const commentPageSchema = z.object({
  items: z.array(commentSchema),
  nextCursor: z.string().nullable(),
  readUpTo: z.number().int(),
});

export const readMarkSchema = z.strictObject({
  upTo: z.number().int().min(0).meta({ description: "Number of the last comment that was on screen" }),
});

export const readMarkAnswerSchema = z.object({ upTo: z.number().int(), unread: z.number().int() });

export type Audience = z.infer<typeof audience>;
export type CommentView = z.infer<typeof commentSchema>;
export type CommentPage = z.infer<typeof commentPageSchema>;
export type ListCommentsQuery = z.infer<typeof listCommentsQuerySchema>;
export type PostComment = z.output<typeof postCommentSchema>;
export type CarriedComment = z.output<typeof carriedCommentSchema>;
/** As a client sends it: what is left out has its default. */
export type CarriedCommentInput = z.input<typeof carriedCommentSchema>;
export type EditCommentInput = z.input<typeof editCommentSchema>;
export type PostCommentInput = z.input<typeof postCommentSchema>;
export type EditComment = z.output<typeof editCommentSchema>;
export type Wordings = z.infer<typeof wordingsSchema>;
export type ReadMarkAnswer = z.infer<typeof readMarkAnswerSchema>;
