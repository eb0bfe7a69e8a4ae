import { z } from "zod";
import { decisionSchema, outputSchema } from "#lib/output/output-schema";

/** A decided output of which another one in the list is a byte-identical copy. */
export const twinSchema = outputSchema.pick({ id: true, sha256: true }).extend({
  decision: decisionSchema.meta({ description: "Your verdict of this session" }),
});

export const twinsSchema = z.object({
  items: z.array(twinSchema).meta({ description: "The latest verdict first" }),
});

export type Twin = z.infer<typeof twinSchema>;
export type TwinsView = z.infer<typeof twinsSchema>;
