import { endpoint } from "#lib/http/endpoint";
import { batchSchema, cancelBatchSchema } from "./batch-schema.ts";

const tag = "Runs";

export const readBatchEndpoint = endpoint({
  method: "get",
  path: "/api/v1/batches/{id}",
  summary: "How the runs of one submission stand, by their batchId",
  tag,
  status: 200,
  answer: batchSchema,
  errors: ["not_found"],
});

export const cancelBatchEndpoint = endpoint({
  method: "post",
  path: "/api/v1/batches/{id}/cancellation",
  summary: "End the runs of a batch that are queued, or interrupt those that run",
  tag,
  body: cancelBatchSchema,
  status: 200,
  answer: batchSchema,
  errors: ["not_found"],
});

export const retryBatchEndpoint = endpoint({
  method: "post",
  path: "/api/v1/batches/{id}/retry",
  summary: "Repeat every failed run of a batch as a new attempt, with its own params and seed",
  tag,
  status: 200,
  answer: batchSchema,
  errors: ["not_found"],
});
