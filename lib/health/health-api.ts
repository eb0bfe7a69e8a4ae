import { z } from "zod";
import { endpoint } from "#lib/http/endpoint";
import { readinessSchema } from "./health-schema.ts";

const tag = "Operations";

export const liveEndpoint = endpoint({
  method: "get",
  path: "/api/health/live",
  summary: "200 while the web process answers at all",
  tag,
  access: "public",
  status: 200,
  answer: z.object({ status: z.literal("live") }),
});

export const readyEndpoint = endpoint({
  method: "get",
  path: "/api/health/ready",
  summary: "200 when requests can be served, 503 with the reason otherwise",
  tag,
  access: "public",
  status: 200,
  answer: readinessSchema,
});

export const metricsEndpoint = endpoint({
  method: "get",
  path: "/metrics",
  summary:
    "Prometheus metrics; needs a key like everything else, since a proxy makes every caller look local",
  tag,
  status: 200,
  answerType: "text/plain",
  answer: z.string(),
  errors: ["forbidden"],
});

export const openApiEndpoint = endpoint({
  method: "get",
  path: "/api/v1/openapi.json",
  summary: "This description",
  tag,
  access: "public",
  status: 200,
  answer: z.unknown(),
});
