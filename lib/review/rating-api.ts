import { endpoint } from "#lib/http/endpoint";
import { outputSchema } from "#lib/output/output-schema";
import {
  labelManySchema,
  labelSchema,
  labelsSchema,
  marksAnswerSchema,
  rateManySchema,
  rateSchema,
  unlabelQuerySchema,
} from "./rating-schema.ts";

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

export const rateManyEndpoint = endpoint({
  method: "put",
  path: "/api/v1/ratings",
  summary: "Give many outputs the same stars, with an answer for each; verdicts stay as they are",
  tag,
  body: rateManySchema,
  status: 200,
  answer: marksAnswerSchema,
});

export const labelManyEndpoint = endpoint({
  method: "put",
  path: "/api/v1/labels",
  summary: "Put a label on many outputs or take it off them, with an answer for each",
  tag,
  body: labelManySchema,
  status: 200,
  answer: marksAnswerSchema,
});
