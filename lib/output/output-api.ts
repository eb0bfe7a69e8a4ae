import { z } from "zod";
import { endpoint } from "#lib/http/endpoint";
import { pageSchema } from "#lib/http/page-schema";
import { facets, facetSchema, outputCountSchema } from "./facet-schema.ts";
import { outputFilterSchema } from "./output-filter-schema.ts";
import {
  listOutputsQuerySchema,
  outputDetailSchema,
  outputSchema,
  stackEntrySchema,
} from "./output-schema.ts";

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

export const countOutputsEndpoint = endpoint({
  method: "get",
  path: "/api/v1/outputs/count",
  summary: "How many outputs a filter leaves, counted to a thousand",
  tag,
  query: outputFilterSchema,
  status: 200,
  answer: outputCountSchema,
  errors: ["malformed", "not_found"],
});

export const readFacetEndpoint = endpoint({
  method: "get",
  path: "/api/v1/outputs/facets/{facet}",
  summary: `What a field of the filter may be set to, each value with what it would leave: ${facets.join(", ")}`,
  tag,
  query: outputFilterSchema,
  status: 200,
  answer: facetSchema,
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

export const readStackEndpoint = endpoint({
  method: "get",
  path: "/api/v1/outputs/{id}/stack",
  summary: "The output's stack: the first of it and everything re-seeded from it, in the order it grew",
  tag,
  status: 200,
  answer: z.object({ items: z.array(stackEntrySchema), nextCursor: z.null() }),
  errors: ["not_found"],
});
