import { z } from "zod";
import { endpoint } from "#lib/http/endpoint";
import { listReasonsQuerySchema, reasonSchema } from "./decision-schema.ts";
import { countReasonsQuerySchema, reasonCountSchema, saveReasonsSchema } from "./reason-schema.ts";

const tag = "Review";
const reasons = z.object({ items: z.array(reasonSchema), nextCursor: z.null() });

export const listReasonsEndpoint = endpoint({
  method: "get",
  path: "/api/v1/reasons",
  summary: "Why pictures are turned down here: the project's live reasons in the order of their digits",
  tag,
  query: listReasonsQuerySchema,
  status: 200,
  answer: reasons,
  errors: ["not_found"],
});

export const saveReasonsEndpoint = endpoint({
  method: "put",
  path: "/api/v1/reasons",
  summary: "Make this the list of reasons: add, rename, reorder, retire. Old decisions keep their wording",
  tag,
  body: saveReasonsSchema,
  status: 200,
  answer: reasons,
  errors: ["not_found", "forbidden", "conflict", "invalid"],
});

export const countReasonsEndpoint = endpoint({
  method: "get",
  path: "/api/v1/reasons/counts",
  summary: "How often each reason stands in force, per workflow",
  tag,
  query: countReasonsQuerySchema,
  status: 200,
  answer: z.object({ items: z.array(reasonCountSchema), nextCursor: z.null() }),
  errors: ["not_found"],
});

export const exportReasonsEndpoint = endpoint({
  method: "get",
  path: "/api/v1/reasons/export",
  summary: "Every rejection and re-seed in force with its reason and note, newest first, as CSV",
  tag,
  query: countReasonsQuerySchema,
  status: 200,
  answer: z.string(),
  answerType: "text/csv",
  errors: ["not_found"],
});
