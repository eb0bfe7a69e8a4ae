import { z } from "zod";

const name = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .refine((text) => !text.includes("\0") && text.isWellFormed(), "Holds a character that cannot be stored.");
const query = z
  .string()
  .max(2000)
  .refine((text) => !text.includes("\0") && text.isWellFormed(), "Holds a character that cannot be stored.")
  .meta({ description: "What stands behind the question mark in the address of the list" });
const shared = z.boolean().meta({ description: "Everybody in the project sees it" });

export const createViewSchema = z.strictObject({
  name,
  query,
  shared: shared.default(false),
  project: z.string().max(100).optional(),
});

export const changeViewSchema = z.strictObject({
  name: name.optional(),
  query: query.optional(),
  shared: shared.optional(),
});

export const viewSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    query: z.string(),
    shared: z.boolean(),
    owner: z.object({ id: z.string(), name: z.string() }),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "View" });

export const listViewsQuerySchema = z.object({ project: z.string().max(100).optional() });

export type CreateView = z.infer<typeof createViewSchema>;
export type ChangeView = z.infer<typeof changeViewSchema>;
export type SavedView = z.infer<typeof viewSchema>;
