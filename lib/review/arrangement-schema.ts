import { z } from "zod";
import { groupings } from "./arrangement.ts";

export const arrangementQuerySchema = z.object({
  group: z.enum(groupings).optional(),
  piled: z
    .enum(["true", "false"])
    .default("false")
    .meta({ description: "Whether near-duplicates are looked for" }),
});

const position = z.number().int();

/** How a frozen list falls into sections and piles; positions only, because the rows are read by window. */
export const arrangementSchema = z.object({
  total: z.number().int(),
  sections: z.array(position).meta({ description: "Where each section begins" }),
  piles: z
    .array(z.tuple([position, z.number().int()]))
    .meta({ description: "Near-duplicates beside each other: first position, and how many" }),
});

export type ArrangementQuery = z.infer<typeof arrangementQuerySchema>;
export type ArrangementView = z.infer<typeof arrangementSchema>;
