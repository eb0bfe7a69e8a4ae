import { z } from "zod";
import { actorSchema } from "#lib/output/output-schema";

/** Somebody has an output open in the large view. It keeps nobody from deciding. */
export const claimSchema = z
  .object({
    output: z.string(),
    by: actorSchema,
    expiresInMs: z.number().int().meta({ description: "Unless it is renewed" }),
  })
  .meta({ id: "Claim" });

export const claimsSchema = z.object({ items: z.array(claimSchema) });

export type Claims = z.infer<typeof claimsSchema>;
