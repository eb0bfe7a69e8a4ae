import { z } from "zod";
import { outputSchema } from "#lib/output/output-schema";

export const standingsQuerySchema = z.object({
  from: z.coerce.number().int().min(0).max(1_000_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(5000).default(5000),
});

/** As much of an output as a verdict on it has to know. */
export const standingSchema = outputSchema.pick({
  id: true,
  state: true,
  revision: true,
  sha256: true,
  submittedBy: true,
  policy: true,
  locked: true,
  panel: true,
});

export const standingsSchema = z.object({
  items: z.array(standingSchema).meta({ description: "In the order of their positions" }),
  total: z.number().int(),
});

export type StandingsQuery = z.infer<typeof standingsQuerySchema>;
export type Standing = z.infer<typeof standingSchema>;
export type StandingsView = z.infer<typeof standingsSchema>;
