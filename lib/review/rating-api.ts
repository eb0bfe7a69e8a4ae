import { endpoint } from "#lib/http/endpoint";
import { outputSchema } from "#lib/output/output-schema";
import { labelSchema, labelsSchema, rateSchema, unlabelQuerySchema } from "./rating-schema.ts";

const tag = "Review";

export const rateEndpoint = endpoint({
  method: "put",
  path: "/api/v1/outputs/{id}/rating",
  summary: "Give an output one to five stars; the verdict stays as it is",
  tag,
  body: rateSchema,
  status: 200,
  answer: outputSchema,
  errors: ["not_found"],
});

export const unrateEndpoint = endpoint({
  method: "delete",
  path: "/api/v1/outputs/{id}/rating",
  summary: "Take one's own stars away",
  tag,
  status: 200,
  answer: outputSchema,
  errors: ["not_found"],
});

export const labelEndpoint = endpoint({
  method: "put",
  path: "/api/v1/outputs/{id}/labels/{name}",
  summary: "Put a label on an output, for the project or for oneself; the verdict stays as it is",
  tag,
  body: labelSchema,
  status: 200,
  answer: labelsSchema,
  errors: ["not_found"],
});

export const unlabelEndpoint = endpoint({
  method: "delete",
  path: "/api/v1/outputs/{id}/labels/{name}",
  summary: "Take a label off an output",
  tag,
  query: unlabelQuerySchema,
  status: 200,
  answer: labelsSchema,
  errors: ["not_found", "invalid"],
});
