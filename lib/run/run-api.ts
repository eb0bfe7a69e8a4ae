import { z } from "zod";
import { endpoint } from "#lib/http/endpoint";
import { pageSchema } from "#lib/http/page-schema";
import { createRunSchema, listRunsQuerySchema, runSchema } from "./run-schema.ts";

const tag = "Runs";

export const createRunEndpoint = endpoint({
  method: "post",
  path: "/api/v1/runs",
  summary: "Queue the runs for one or several pictures; a seed left out is drawn, one per run",
  tag,
  body: createRunSchema,
  status: 201,
  answer: z.object({ items: z.array(runSchema) }),
  errors: ["not_found", "conflict", "too_large", "invalid", "quota_used_up"],
});

export const listRunsEndpoint = endpoint({
  method: "get",
  path: "/api/v1/runs",
  summary: "Runs of your projects, newest first",
  tag,
  query: listRunsQuerySchema,
  status: 200,
  answer: pageSchema(runSchema),
  errors: ["not_found"],
});

export const readRunEndpoint = endpoint({
  method: "get",
  path: "/api/v1/runs/{id}",
  summary: "One run with its outputs and attempts",
  tag,
  status: 200,
  answer: runSchema,
  errors: ["not_found"],
});

export const cancelRunEndpoint = endpoint({
  method: "post",
  path: "/api/v1/runs/{id}/cancellation",
  summary: "End a queued run, or interrupt the attempt of a running one",
  tag,
  status: 200,
  answer: runSchema,
  errors: ["not_found", "conflict"],
});

export const retryRunEndpoint = endpoint({
  method: "post",
  path: "/api/v1/runs/{id}/retry",
  summary: "Repeat a failed run as a new attempt, with the same params and seed",
  tag,
  status: 200,
  answer: runSchema,
  errors: ["not_found", "conflict"],
});

export const readPreviewEndpoint = endpoint({
  method: "get",
  path: "/api/v1/runs/{id}/preview",
  summary: "The latest preview picture of a running run",
  tag,
  query: z.object({
    seq: z.string().optional().meta({ description: "Number of the picture; only keeps addresses apart" }),
  }),
  status: 200,
  answerType: "image/*",
  answer: z.unknown(),
  errors: ["not_found"],
});
