import { z } from "zod";
import { endpoint } from "#lib/http/endpoint";
import { changeViewSchema, createViewSchema, listViewsQuerySchema, viewSchema } from "./view-schema.ts";

const tag = "Review";

export const listViewsEndpoint = endpoint({
  method: "get",
  path: "/api/v1/views",
  summary: "Saved views of the review desk: your own and those shared in the project",
  tag,
  query: listViewsQuerySchema,
  status: 200,
  answer: z.object({ items: z.array(viewSchema), nextCursor: z.null() }),
  errors: ["not_found"],
});

export const createViewEndpoint = endpoint({
  method: "post",
  path: "/api/v1/views",
  summary: "Save a list under a name, for oneself or for the project",
  tag,
  body: createViewSchema,
  status: 201,
  answer: viewSchema,
  errors: ["not_found", "conflict"],
});

export const changeViewEndpoint = endpoint({
  method: "put",
  path: "/api/v1/views/{id}",
  summary: "Rename a view of one's own, point it elsewhere, share it or no longer",
  tag,
  body: changeViewSchema,
  status: 200,
  answer: viewSchema,
  errors: ["not_found", "conflict"],
});

export const removeViewEndpoint = endpoint({
  method: "delete",
  path: "/api/v1/views/{id}",
  summary: "Take a saved view away; the pictures in it stay",
  tag,
  status: 200,
  answer: viewSchema,
  errors: ["not_found"],
});
