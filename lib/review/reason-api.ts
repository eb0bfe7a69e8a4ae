import { z } from "zod";
import { endpoint } from "#lib/http/endpoint";
import { listReasonsQuerySchema, reasonSchema } from "./decision-schema.ts";

export const listReasonsEndpoint = endpoint({
  method: "get",
  path: "/api/v1/reasons",
  summary: "Why pictures are turned down here: the project's live reasons in the order of their digits",
  tag: "Review",
  query: listReasonsQuerySchema,
  status: 200,
  answer: z.object({ items: z.array(reasonSchema), nextCursor: z.null() }),
  errors: ["not_found"],
});
