import { z } from "zod";

export const facets = [
  "state",
  "workflow",
  "version",
  "reason",
  "decidedBy",
  "submitter",
  "size",
  "rating",
  "label",
] as const;

const counted = {
  count: z
    .number()
    .int()
    .nullable()
    .meta({ description: "Counted to a thousand; null when that would have taken too long" }),
  more: z.boolean().meta({ description: "There are more than were counted" }),
};

export const outputCountSchema = z.object(counted);

/** The values of one field of the filter, each with how many outputs it would leave beside the rest of the filter. */
export const facetSchema = z.object({
  items: z.array(z.object({ value: z.string(), label: z.string(), ...counted })),
});

export type FacetName = (typeof facets)[number];
export type OutputCount = z.infer<typeof outputCountSchema>;
export type Facet = z.infer<typeof facetSchema>;
