import { z } from "zod";
import { endpoint } from "#lib/http/endpoint";
import { receiptOutputsQuerySchema, receiptOutputsSchema, receiptSchema } from "./receipt-schema.ts";

const tag = "Review sessions";

export const closeSessionEndpoint = endpoint({
  method: "post",
  path: "/api/v1/review-sessions/{id}/receipt",
  summary: "Close your session and freeze what it came to; again gives the same receipt",
  tag,
  status: 201,
  answer: receiptSchema,
  errors: ["not_found"],
});

export const readReceiptEndpoint = endpoint({
  method: "get",
  path: "/api/v1/review-sessions/{id}/receipt",
  summary: "The receipt of a closed session, for everybody in its projects; it never changes",
  tag,
  status: 200,
  answer: receiptSchema,
  errors: ["not_found"],
});

export const exportReceiptEndpoint = endpoint({
  method: "get",
  path: "/api/v1/review-sessions/{id}/receipt/export",
  summary: "The receipt as CSV: each listed output with its verdict, reason and reviewer, or as skipped",
  tag,
  status: 200,
  answer: z.string(),
  answerType: "text/csv",
  errors: ["not_found"],
});

export const readReceiptOutputsEndpoint = endpoint({
  method: "get",
  path: "/api/v1/review-sessions/{id}/receipt/outputs",
  summary: "Verdict and reason of each listed output as they stood when the session was closed",
  tag,
  query: receiptOutputsQuerySchema,
  status: 200,
  answer: receiptOutputsSchema,
  errors: ["not_found"],
});
