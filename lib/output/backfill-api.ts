import { endpoint } from "#lib/http/endpoint";
import { backfillSchema } from "./backfill-schema.ts";

export const readBackfillEndpoint = endpoint({
  method: "get",
  path: "/api/v1/backfill",
  summary: "How many thumbnails are made of how many, while many are made at once",
  tag: "Outputs",
  status: 200,
  answer: backfillSchema,
  errors: ["forbidden"],
});
