import { endpoint } from "#lib/http/endpoint";
import { projectQuerySchema } from "#lib/project/project-query-schema";
import {
  reopenedOutputsSchema,
  reopenOutputsSchema,
  reopenReviewSchema,
  reviewClosingSchema,
} from "./closing-schema.ts";

const tag = "Review";
const path = "/api/v1/review-closing";

export const readClosingEndpoint = endpoint({
  method: "get",
  path,
  summary: "Whether the project's review is closed, since when and by whom",
  tag,
  query: projectQuerySchema,
  status: 200,
  answer: reviewClosingSchema,
  errors: ["not_found"],
});

export const closeReviewEndpoint = endpoint({
  method: "post",
  path,
  summary: "Close the project's review: no verdict is given, changed or withdrawn until it is reopened",
  tag,
  query: projectQuerySchema,
  status: 201,
  answer: reviewClosingSchema,
  errors: ["not_found", "conflict"],
});

export const reopenReviewEndpoint = endpoint({
  method: "post",
  path: `${path}/reopening`,
  summary: "Reopen the project's review, with the reason on record",
  tag,
  query: projectQuerySchema,
  body: reopenReviewSchema,
  status: 200,
  answer: reviewClosingSchema,
  errors: ["not_found", "conflict"],
});

export const reopenOutputsEndpoint = endpoint({
  method: "post",
  path: "/api/v1/reopenings",
  summary: "Reopen single outputs of a closed review until it is closed again, with an answer for each",
  tag,
  body: reopenOutputsSchema,
  status: 200,
  answer: reopenedOutputsSchema,
});
