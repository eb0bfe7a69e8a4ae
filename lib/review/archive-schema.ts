import { z } from "zod";
import { bulkAnswerSchema } from "./decision-schema.ts";

export const archiveManySchema = z.strictObject({
  outputs: z.array(z.string().max(100)).min(1).max(500),
  isArchived: z.boolean().meta({ description: "Whether to put them aside, or to bring them back" }),
});

/** One answer per output, as for a bulk verdict. */
export const archivedManySchema = bulkAnswerSchema.pick({ items: true });

export type ArchiveMany = z.infer<typeof archiveManySchema>;
export type ArchivedMany = z.infer<typeof archivedManySchema>;
