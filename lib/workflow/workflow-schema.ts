import { z } from "zod";

/** How many pictures one request may ask for. */
export const maxRunCount = 500;

/** One thing wrong with a workflow's files: where it is and what would put it right. */
export const problemSchema = z.object({
  file: z.string(),
  property: z.string().optional(),
  pointer: z.string(),
  message: z.string(),
});

export const driftSchema = z.object({
  code: z.enum(["missing_node", "missing_model"]),
  message: z.string(),
  since: z.iso.datetime(),
});

/** What a run sets, as people call it. */
export const paramSchema = z.object({
  name: z.string(),
  title: z.string(),
  choices: z
    .array(z.object({ value: z.string(), label: z.string() }))
    .nullable()
    .meta({ description: "The only values it takes, as text; null where it takes others too" }),
});

export const workflowSchema = z
  .object({
    name: z.string(),
    title: z.string(),
    description: z.string(),
    status: z.enum(["published", "broken"]),
    version: z
      .string()
      .nullable()
      .meta({ description: "First 12 hex digits of the published version's content hash" }),
    versionNumber: z.number().int().nullable(),
    pool: z.string().nullable(),
    params: z.array(paramSchema).meta({ description: "Of the published version; none while it is broken" }),
    problems: z.array(problemSchema),
    drift: driftSchema.nullable().meta({
      description: "What no server has that the published version names: its runs wait until one has it",
    }),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: "Workflow" });

/** One workflow with what a form needs: the contract as JSON Schema, and the version a run would use. */
export const workflowDetailSchema = workflowSchema
  .extend({
    contract: z
      .unknown()
      .nullable()
      .meta({ description: "The contract, JSON Schema draft 2020-12 with x-bind and x-ui" }),
    graph: z.unknown().nullable().meta({ description: "The API-format graph" }),
    maxCount: z.number().int().meta({ description: "How many pictures one request may ask for" }),
    nodes: z.array(z.object({ id: z.string(), classType: z.string(), title: z.string() })),
    versions: z.array(
      z.object({ version: z.string(), number: z.number().int(), createdAt: z.iso.datetime() }),
    ),
  })
  .meta({ id: "WorkflowDetail" });

export const listWorkflowsQuerySchema = z.object({
  include: z
    .enum(["broken"])
    .optional()
    .meta({ description: "Also those whose files cannot be used, with the reasons" }),
});

export type WorkflowProblem = z.infer<typeof problemSchema>;
export type Drift = z.infer<typeof driftSchema>;
export type ParamView = z.infer<typeof paramSchema>;
export type WorkflowView = z.infer<typeof workflowSchema>;
export type WorkflowDetail = z.infer<typeof workflowDetailSchema>;
