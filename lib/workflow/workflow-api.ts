import { z } from "zod";
import { endpoint } from "#lib/http/endpoint";
import { listWorkflowsQuerySchema, workflowDetailSchema, workflowSchema } from "./workflow-schema.ts";

const tag = "Workflows";

export const listWorkflowsEndpoint = endpoint({
  method: "get",
  path: "/api/v1/workflows",
  summary: "Published workflows, by title",
  tag,
  query: listWorkflowsQuerySchema,
  status: 200,
  answer: z.object({ items: z.array(workflowSchema), nextCursor: z.null() }),
});

export const readWorkflowEndpoint = endpoint({
  method: "get",
  path: "/api/v1/workflows/{name}",
  summary: "One workflow with its contract, graph and versions",
  tag,
  status: 200,
  answer: workflowDetailSchema,
  errors: ["not_found"],
});
