import { z } from "zod";
import { actorSchema } from "#lib/output/output-schema";

/** A comment that calls the reader, with as much of its picture as a line of a list shows. */
export const mentionSchema = z
  .object({
    id: z.string().meta({ description: "Of the comment" }),
    outputId: z.string(),
    sha256: z.string().nullable().meta({ description: "Of the output's file; null where it was set aside" }),
    seed: z.string().nullable(),
    workflowTitle: z.string(),
    body: z.string(),
    by: actorSchema,
    at: z.iso.datetime(),
    isRead: z.boolean(),
  })
  .meta({ id: "Mention" });

const unread = z.number().int().meta({ description: "Of all mentions, counted to a hundred" });

/** Newest first. */
export const mentionPageSchema = z.object({
  items: z.array(mentionSchema),
  nextCursor: z.string().nullable(),
  unread,
});

export const listMentionsQuerySchema = z.object({
  cursor: z.uuid("The cursor is not one of ours. Leave it out to start from the beginning.").optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const mentionsReadSchema = z.strictObject({
  upTo: z.uuid().meta({ description: "The newest one that was on screen; older ones count as read, too" }),
});

export const mentionsReadAnswerSchema = z.object({ unread });

export type MentionView = z.infer<typeof mentionSchema>;
export type MentionPage = z.infer<typeof mentionPageSchema>;
export type ListMentionsQuery = z.infer<typeof listMentionsQuerySchema>;
export type MentionsReadAnswer = z.infer<typeof mentionsReadAnswerSchema>;
