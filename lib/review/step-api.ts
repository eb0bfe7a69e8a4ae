import { endpoint } from "#lib/http/endpoint";
import { lastStepQuerySchema, lastStepSchema, stepUndoneSchema } from "./step-schema.ts";

const tag = "Review";

export const readLastStepEndpoint = endpoint({
  method: "get",
  path: "/api/v1/steps/last",
  summary: "Your latest verdict or bulk action that stands, which undo would take back",
  tag,
  query: lastStepQuerySchema,
  status: 200,
  answer: lastStepSchema,
});

export const undoStepEndpoint = endpoint({
  method: "post",
  path: "/api/v1/steps/{id}/withdrawal",
  summary: "Take back a verdict or a whole bulk action of yours, with an answer for each output",
  tag,
  status: 200,
  answer: stepUndoneSchema,
  errors: ["not_found"],
});
