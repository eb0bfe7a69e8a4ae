import { z } from "zod";
import { pageQuerySchema } from "#lib/http/page-schema";
import { isJsonObject } from "#lib/json";
import { maxRunCount } from "#lib/workflow/workflow-schema";
import { outputSummarySchema } from "./output-summary-schema.ts";
import { priorities } from "./run-priority.ts";

export const runStatuses = ["queued", "running", "succeeded", "failed", "canceled"] as const;
export const attemptStatuses = [
  "submitting",
  "accepted",
  "executing",
  "collecting",
  "done",
  "lost",
  "refused",
  "interrupted",
] as const;

/** Values as a contract takes them. Integers beyond 2^53 travel as decimal text. */
export const paramsSchema = z.record(z.string(), z.unknown());

export const runErrorSchema = z.object({
  code: z.string().meta({
    description:
      "out_of_memory, gpu_error, disk_full, node_error, refused, missing_model, broken_model, model_mismatch, server_restarted, bad_file, …",
  }),
  message: z.string(),
  remedy: z.string(),
  node: z.object({ id: z.string(), title: z.string(), classType: z.string() }).optional(),
  field: z
    .string()
    .optional()
    .meta({ description: "JSON Pointer of the param that caused it: /params/width" }),
  detail: z.string().optional().meta({ description: "The server's own words, paths removed" }),
});

export const waitingSchema = z.object({
  code: z.enum(["no_server", "missing_node", "missing_model", "retry", "storage_full", "drained"]),
  message: z.string(),
});

export const attemptSchema = z.object({
  id: z.string().meta({ description: "Also ComfyUI's prompt_id" }),
  number: z.number().int(),
  server: z.string(),
  status: z.enum(attemptStatuses),
  error: runErrorSchema.nullable(),
  createdAt: z.iso.datetime(),
  executingAt: z.iso
    .datetime()
    .nullable()
    .meta({ description: "When it was seen to execute; null while it waits in the server's queue" }),
  finishedAt: z.iso.datetime().nullable(),
});

export const runSchema = z
  .object({
    id: z.string(),
    project: z.string().meta({ description: "Slug" }),
    workflow: z.string(),
    workflowTitle: z.string(),
    version: z.string(),
    batchId: z.string(),
    priority: z.enum(priorities),
    status: z.enum(runStatuses),
    params: paramsSchema,
    seed: z.string().nullable().meta({ description: "Exact decimal text" }),
    progress: z
      .object({
        fraction: z.number().min(0).max(1),
        node: z.object({ id: z.string(), title: z.string() }).nullable(),
        step: z.number().int().nullable(),
        steps: z.number().int().nullable(),
        previewUrl: z.string().nullable(),
      })
      .nullable(),
    queuePosition: z
      .number()
      .int()
      .nullable()
      .meta({ description: "How many runs are ahead; null unless queued" }),
    waiting: waitingSchema.nullable().meta({ description: "Why a queued run cannot start yet" }),
    error: runErrorSchema.nullable(),
    outputs: z.array(outputSummarySchema),
    server: z.string().nullable(),
    attempts: z.array(attemptSchema),
    parentOutputId: z.string().nullable(),
    rootOutputId: z.string().nullable(),
    generation: z.number().int(),
    grain: z.string().nullable().meta({ description: "Of a re-seed: what it keeps of its parent" }),
    reason: z
      .object({ id: z.string(), label: z.string() })
      .nullable()
      .meta({ description: "Of a re-seed: why its parent was passed over" }),
    repeatsRunId: z.string().nullable().meta({
      description: "The earlier run whose files the server named again from its cache: nothing new",
    }),
    submittedBy: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
    cancelRequested: z.boolean(),
    createdAt: z.iso.datetime(),
    startedAt: z.iso.datetime().nullable(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "Run" });

/** Params as sent: handed to the contract whole. `z.record` would drop a key such as "__proto__" in silence. */
export const sentParamsSchema = z
  .custom<Record<string, unknown>>(isJsonObject, "Params must be an object of named values.")
  .meta({ type: "object", description: "Values by name, as the workflow's contract takes them" });

export const createRunSchema = z.strictObject({
  workflow: z.string().min(1).max(200),
  params: sentParamsSchema,
  project: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: "Slug or id; the default project when left out" }),
  count: z.number().int().min(1).max(maxRunCount).default(1).meta({
    description:
      "How many pictures. One run each, with a seed of its own; a workflow with x-batch makes up to its max in one run, from one seed. With a seed given, only as many as one run makes",
  }),
  priority: z.enum(priorities).optional().meta({
    description: "low lets everybody else go first; high goes before everybody else, and is for owners",
  }),
});

export const listRunsQuerySchema = pageQuerySchema.extend({
  project: z.string().optional(),
  workflow: z.string().optional(),
  status: z.enum(runStatuses).or(z.literal("active")).optional(),
  batch: z.string().optional(),
  by: z.literal("me").optional().meta({ description: "Only what you asked for yourself" }),
});

export type RunStatus = (typeof runStatuses)[number];
export type AttemptStatus = (typeof attemptStatuses)[number];
export type RunError = z.infer<typeof runErrorSchema>;
export type Waiting = z.infer<typeof waitingSchema>;
export type RunView = z.infer<typeof runSchema>;
export type CreateRun = z.infer<typeof createRunSchema>;
export type ListRunsQuery = z.infer<typeof listRunsQuerySchema>;
