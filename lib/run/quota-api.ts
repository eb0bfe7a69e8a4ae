import { endpoint } from "#lib/http/endpoint";
import { projectQuerySchema } from "#lib/project/project-query-schema";
import { changeQuotaSchema, quotaSchema } from "./quota-schema.ts";

const tag = "Runs";

export const readQuotaEndpoint = endpoint({
  method: "get",
  path: "/api/v1/quota",
  summary: "How many runs the project may start in a day, and how many are left",
  tag,
  query: projectQuerySchema,
  status: 200,
  answer: quotaSchema,
  errors: ["not_found"],
});

export const changeQuotaEndpoint = endpoint({
  method: "put",
  path: "/api/v1/quota",
  summary: "Change how many runs the project may start in a day; what is queued stays queued",
  tag,
  query: projectQuerySchema,
  body: changeQuotaSchema,
  status: 200,
  answer: quotaSchema,
  errors: ["not_found", "forbidden"],
});
