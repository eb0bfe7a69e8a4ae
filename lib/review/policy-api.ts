import { endpoint } from "#lib/http/endpoint";
import { projectQuerySchema } from "#lib/project/project-query-schema";
import { changePolicySchema, reviewPolicySchema } from "./policy-schema.ts";

const tag = "Review";

export const readPolicyEndpoint = endpoint({
  method: "get",
  path: "/api/v1/review-policy",
  summary: "What the project asks of verdicts",
  tag,
  query: projectQuerySchema,
  status: 200,
  answer: reviewPolicySchema,
  errors: ["not_found"],
});

export const changePolicyEndpoint = endpoint({
  method: "put",
  path: "/api/v1/review-policy",
  summary: "Change what the project asks of verdicts; what was decided before stays",
  tag,
  query: projectQuerySchema,
  body: changePolicySchema,
  status: 200,
  answer: reviewPolicySchema,
  errors: ["not_found", "forbidden"],
});
