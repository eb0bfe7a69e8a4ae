import { z } from "zod";

export const outputKinds = ["image", "animation", "video", "audio", "other"] as const;
export const outputStates = ["pending", "approved", "rejected", "reseeded"] as const;

/** An output as its run lists it: enough for a tile. */
export const outputSummarySchema = z
  .object({
    id: z.string(),
    index: z.number().int(),
    nodeId: z.string(),
    filename: z.string(),
    kind: z.enum(outputKinds),
    mime: z.string().nullable(),
    sha256: z.string().nullable().meta({ description: "Null when the file was set aside" }),
    bytes: z.number().int().nullable(),
    width: z.number().int().nullable(),
    height: z.number().int().nullable(),
    thumbhash: z.string().nullable().meta({ description: "Base64" }),
    quarantine: z.string().nullable().meta({ description: "Why the file was set aside" }),
    state: z.enum(outputStates),
    revision: z.number().int(),
  })
  .meta({ id: "OutputSummary" });

export type OutputKind = (typeof outputKinds)[number];
export type OutputState = (typeof outputStates)[number];
export type OutputSummary = z.infer<typeof outputSummarySchema>;
