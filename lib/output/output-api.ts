import { endpoint } from "#lib/http/endpoint";
import { pageSchema } from "#lib/http/page-schema";
import { listOutputsQuerySchema, outputDetailSchema, outputSchema } from "./output-schema.ts";

const tag = "Outputs";

export const listOutputsEndpoint = endpoint({
  method: "get",
  path: "/api/v1/outputs",
  summary: "The review queue and the library: outputs of your projects, oldest first unless asked otherwise",
  tag,
  query: listOutputsQuerySchema,
  status: 200,
  answer: pageSchema(outputSchema),
  errors: ["malformed", "not_found"],
});

export const readOutputEndpoint = endpoint({
  method: "get",
  path: "/api/v1/outputs/{id}",
  summary: "One output with its decisions, lineage and filled graph",
  tag,
  status: 200,
  answer: outputDetailSchema,
  errors: ["not_found"],
});
