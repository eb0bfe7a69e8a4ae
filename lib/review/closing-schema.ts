import { z } from "zod";
import { actorSchema } from "#lib/output/output-schema";
import { bulkAnswerSchema, note } from "./decision-schema.ts";

const reason = note
  .min(1, "Say why it is reopened: the reason goes on record.")
  .meta({ description: "Why it is reopened, in words; kept on record" });

/** The closing of a project's review that is in force. */
export const closingSchema = z
  .object({ id: z.string(), at: z.iso.datetime(), by: actorSchema })
  .meta({ id: "Closing" });

/** Whether a project's review is closed. */
export const reviewClosingSchema = z
  .object({ closing: closingSchema.nullable().meta({ description: "Null while the review is open" }) })
  .meta({ id: "ReviewClosing" });

export const reopenReviewSchema = z.strictObject({
  closing: z.string().max(100).meta({ description: "Id of the closing that was on screen" }),
  reason,
});

export const reopenOutputsSchema = z.strictObject({
  outputs: z.array(z.string().max(100)).min(1).max(500),
  reason,
});

/** One answer per output, as for a bulk verdict. */
export const reopenedOutputsSchema = bulkAnswerSchema.pick({ items: true });

export type ReviewClosing = z.infer<typeof reviewClosingSchema>;
export type ReopenReview = z.infer<typeof reopenReviewSchema>;
export type ReopenOutputs = z.infer<typeof reopenOutputsSchema>;
export type ReopenedOutputs = z.infer<typeof reopenedOutputsSchema>;
