import { endpoint } from "#lib/http/endpoint";
import { outputSchema } from "#lib/output/output-schema";
import {
  bulkAnswerSchema,
  bulkDecideSchema,
  decideSchema,
  undoAnswerSchema,
  undoQuerySchema,
} from "./decision-schema.ts";
import {
  reseedAnswerSchema,
  reseedOptionsSchema,
  reseedPreviewQuerySchema,
  reseedPreviewSchema,
  reseedSchema,
} from "./reseed-schema.ts";

const tag = "Review";

export const decideEndpoint = endpoint({
  method: "put",
  path: "/api/v1/outputs/{id}/decision",
  summary: "Put a verdict on an output; 409 with the current output when it changed since it was on screen",
  tag,
  body: decideSchema,
  status: 200,
  answer: outputSchema,
  errors: ["not_found", "conflict", "review_closed", "invalid"],
});

export const undoEndpoint = endpoint({
  method: "delete",
  path: "/api/v1/outputs/{id}/decision",
  summary: "Withdraw the decision in force; it stays in the history",
  tag,
  query: undoQuerySchema,
  status: 200,
  answer: undoAnswerSchema,
  errors: ["not_found", "conflict", "review_closed"],
});

export const reseedEndpoint = endpoint({
  method: "post",
  path: "/api/v1/outputs/{id}/reseeds",
  summary: "Pass an output over: mark it re-seeded and queue runs of the same params with fresh seeds",
  tag,
  body: reseedSchema,
  status: 201,
  answer: reseedAnswerSchema,
  errors: ["not_found", "conflict", "review_closed", "invalid", "quota_used_up"],
});

export const reseedOptionsEndpoint = endpoint({
  method: "get",
  path: "/api/v1/outputs/{id}/reseed-options",
  summary: "What can be varied about an output, by which version, and how long a run takes",
  tag,
  status: 200,
  answer: reseedOptionsSchema,
  errors: ["not_found"],
});

export const reseedPreviewEndpoint = endpoint({
  method: "get",
  path: "/api/v1/reseed-preview",
  summary: "Which of these outputs can be re-seeded now, and how long a run of each takes",
  tag,
  query: reseedPreviewQuerySchema,
  status: 200,
  answer: reseedPreviewSchema,
  errors: ["invalid"],
});

export const bulkDecideEndpoint = endpoint({
  method: "post",
  path: "/api/v1/decisions",
  summary: "Decide on many outputs, with an answer for each; partial success is normal",
  tag,
  body: bulkDecideSchema,
  status: 200,
  answer: bulkAnswerSchema,
  errors: ["invalid", "not_found"],
});
