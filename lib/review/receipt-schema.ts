import { z } from "zod";
import { maxPageSize } from "#lib/http/page-schema";
import { actorSchema } from "#lib/output/output-schema";
import { outputStates } from "#lib/run/output-summary-schema";
import { scopeSchema, stateCountsSchema } from "./session-schema.ts";

const counted = z.number().int();

/** What a session came to, frozen when it was closed. */
export const receiptSchema = z
  .object({
    id: z.string().meta({ description: "That of the session" }),
    reviewer: actorSchema,
    scope: scopeSchema,
    order: z.enum(["oldest", "newest"]),
    total: counted,
    counts: stateCountsSchema.meta({ description: "The whole list by state, whoever decided" }),
    own: stateCountsSchema.omit({ pending: true }).meta({ description: "The reviewer's own verdicts of it" }),
    skipped: counted,
    undone: counted.meta({ description: "Verdicts that the reviewer took back" }),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime(),
  })
  .meta({ id: "Receipt" });

export const receiptOutputsQuerySchema = z.object({
  from: z.coerce.number().int().min(0).max(1_000_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(maxPageSize).default(100),
});

/** One line of a receipt: an output as it stood at that moment. */
export const receiptOutputSchema = z.object({
  position: counted,
  output: z.string(),
  sha256: z.string().nullable(),
  seed: z.string().nullable(),
  workflow: z.string(),
  workflowTitle: z.string().meta({ description: "In the words of that moment" }),
  state: z.enum(outputStates),
  revision: counted,
  reason: z.string().nullable().meta({ description: "In the words of that moment" }),
  note: z.string().nullable(),
  by: actorSchema.nullable(),
  at: z.iso.datetime().nullable(),
  isSkipped: z.boolean(),
  undone: counted,
  ownVerdict: z
    .enum(["approved", "rejected", "reseeded"])
    .nullable()
    .meta({ description: "Where several decide: that of the reviewer, told to the reviewer alone" }),
});

export const receiptOutputsSchema = z.object({
  items: z.array(receiptOutputSchema),
  from: counted,
  total: counted,
});

export type Receipt = z.infer<typeof receiptSchema>;
export type ReceiptOutputs = z.infer<typeof receiptOutputsSchema>;
export type ReceiptOutput = z.infer<typeof receiptOutputSchema>;
