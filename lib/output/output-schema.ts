import { z } from "zod";
import { reasonPolicies } from "#lib/contract/contract";
import { pageQuerySchema } from "#lib/http/page-schema";
import { outputStates, outputSummarySchema } from "#lib/run/output-summary-schema";
import { paramsSchema } from "#lib/run/run-schema";
import { outputFilterShape, queryWithParams } from "./output-filter-schema.ts";

export const actorSchema = z.object({ kind: z.string(), id: z.string(), name: z.string() });

export const decisionSchema = z
  .object({
    id: z.string(),
    verdict: z.enum(["approved", "rejected", "reseeded", "withdrawn"]),
    revision: z.number().int().meta({ description: "The output's revision that this decision produced" }),
    withdraws: z.string().nullable(),
    session: z.string().nullable().meta({ description: "The review session that it was given in" }),
    reason: z.object({ id: z.string(), label: z.string() }).nullable(),
    note: z.string().nullable(),
    by: actorSchema,
    at: z.iso.datetime(),
  })
  .meta({ id: "Decision" });

/** Those whose verdicts decide an output together, as far as the reader may know. */
const panelSchema = z
  .object({
    reviewers: z.number().int().meta({ description: "So many verdicts decide, the worst of them" }),
    isBlind: z
      .boolean()
      .meta({ description: "Others' verdicts are left out until you have given yours, or it is decided" }),
    given: z.number().int().meta({ description: "Verdicts in force, seen or not" }),
    own: decisionSchema.nullable(),
    others: z.array(decisionSchema),
  })
  .meta({ id: "Panel" });

/** Since when and by whom the review of an output is closed. */
const lockSchema = z.object({ at: z.iso.datetime(), by: actorSchema }).meta({ id: "Lock" });

/** An output as the review grid and the library show it. */
export const outputSchema = outputSummarySchema
  .extend({
    perceptualHash: z
      .string()
      .nullable()
      .meta({ description: "64 bits in hex: pictures that look the same differ in few of them" }),
    runId: z.string(),
    batchId: z.string().meta({ description: "Runs submitted together share one" }),
    project: z.string(),
    workflow: z.string(),
    workflowTitle: z.string(),
    version: z.string(),
    params: paramsSchema,
    seed: z.string().nullable(),
    decision: decisionSchema.nullable().meta({ description: "The one in force, which the state is from" }),
    panel: panelSchema.nullable().meta({ description: "Null where one reviewer decides" }),
    parentOutputId: z.string().nullable(),
    rootOutputId: z.string().nullable(),
    generation: z.number().int(),
    stackSize: z
      .number()
      .int()
      .meta({ description: "Outputs in its stack: the root and everything re-seeded from it" }),
    comments: z.number().int(),
    lastComment: z
      .number()
      .int()
      .meta({ description: "Number of the latest comment, deleted ones counted; 0 while there was none" }),
    unread: z.number().int().meta({ description: "Others' comments that you have not read" }),
    drawings: z.number().int().meta({ description: "Shapes that comments drew on it" }),
    reseed: z
      .object({ grain: z.string(), reason: z.object({ id: z.string(), label: z.string() }).nullable() })
      .nullable()
      .meta({ description: "Of a child: what was kept of its parent, and why that was passed over" }),
    policy: z
      .object({
        reason: z.enum(reasonPolicies),
        separatesDuties: z.boolean(),
        reviewers: z.number().int(),
        isBlind: z.boolean(),
      })
      .meta({
        description:
          "What a rejection has to say, whether the submitter may approve, how many verdicts decide, and whether nobody sees another's before giving their own",
      }),
    locked: lockSchema
      .nullable()
      .meta({ description: "The closing of its review, while that keeps everybody from changing verdicts" }),
    submittedBy: actorSchema,
    rating: z
      .number()
      .int()
      .nullable()
      .meta({ description: "Mean of the stars given, rounded; null while there are none" }),
    labels: z
      .array(z.object({ name: z.string(), isOwn: z.boolean() }))
      .meta({ description: "The project's labels, and those that only the reader sees" }),
    archivedAt: z.iso
      .datetime()
      .nullable()
      .meta({ description: "Since when it is put aside; lists leave such ones out unless asked" }),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "Output" });

const lineageEntrySchema = z.object({
  outputId: z.string().nullable(),
  runId: z.string(),
  seed: z.string().nullable(),
  generation: z.number().int(),
  status: z.string(),
  sha256: z.string().nullable(),
  state: z.enum(outputStates).nullable(),
});

export const outputDetailSchema = outputSchema
  .extend({
    decisions: z.array(decisionSchema),
    closings: z
      .array(
        z.object({
          what: z.enum(["review-closed", "review-reopened", "output-reopened"]),
          reason: z.string().nullable(),
          by: actorSchema,
          at: z.iso.datetime(),
        }),
      )
      .meta({ description: "How its review was closed and reopened since it was made, oldest first" }),
    lineage: z.object({
      parent: lineageEntrySchema.nullable(),
      root: lineageEntrySchema.nullable(),
      children: z.array(lineageEntrySchema),
    }),
    graph: z.unknown().nullable().meta({ description: "The filled graph as it was posted" }),
    server: z.string().nullable(),
    fields: z
      .array(
        z.object({
          name: z.string(),
          title: z.string(),
          value: z.string(),
          label: z
            .string()
            .optional()
            .meta({ description: "What the form calls this value, where it has a name" }),
        }),
      )
      .meta({ description: "Params by the contract's titles, as text" }),
    ratings: z
      .array(z.object({ stars: z.number().int(), by: actorSchema, at: z.iso.datetime() }))
      .meta({ description: "The stars each person gave" }),
    settings: z
      .array(z.object({ label: z.string(), value: z.string() }))
      .meta({ description: "Model, sampler, steps, guidance, size as the filled graph has them" }),
  })
  .meta({ id: "OutputDetail" });

/** A member of a stack: a run from the moment it is queued, with its output once there is one. */
export const stackEntrySchema = lineageEntrySchema.extend({
  parentOutputId: z.string().nullable(),
  grain: z.string().nullable(),
  reason: z.string().nullable().meta({ description: "Why its parent was passed over" }),
  revision: z.number().int().nullable(),
});

export const listOutputsQuerySchema = queryWithParams({
  ...pageQuerySchema.shape,
  ...outputFilterShape,
  ids: z.string().max(8000).optional().meta({ description: "Ids with commas between them: only these" }),
  order: z.enum(["oldest", "newest"]).default("oldest"),
});

export type DecisionView = z.infer<typeof decisionSchema>;
export type Lock = z.infer<typeof lockSchema>;
export type PanelView = z.infer<typeof panelSchema>;
export type OutputView = z.infer<typeof outputSchema>;
export type OutputDetail = z.infer<typeof outputDetailSchema>;
export type StackEntry = z.infer<typeof stackEntrySchema>;
export type LineageEntry = z.infer<typeof lineageEntrySchema>;
export type ListOutputsQuery = z.infer<typeof listOutputsQuerySchema>;
