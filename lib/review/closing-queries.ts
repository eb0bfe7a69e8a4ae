import { queryOptions } from "@tanstack/react-query";
import { apiGet, apiSend, withQuery } from "#lib/http/browser/api";
import type { ReopenedOutputs, ReopenOutputs, ReopenReview, ReviewClosing } from "./closing-schema.ts";

/** Everything under it is read again when a review is closed or reopened. */
export const closingKeys = { all: ["review-closing"] as const };

/** Whether a project's review is closed, since when and by whom. */
export function closingQuery(project?: string) {
  return queryOptions({
    queryKey: [...closingKeys.all, project] as const,
    queryFn: ({ signal }) =>
      apiGet<ReviewClosing>(withQuery("/api/v1/review-closing", { project }), { signal }),
  });
}

export function sendClosing(project: string | undefined): Promise<ReviewClosing> {
  return apiSend("POST", withQuery("/api/v1/review-closing", { project }));
}

export function sendReopening(project: string | undefined, asked: ReopenReview): Promise<ReviewClosing> {
  return apiSend("POST", withQuery("/api/v1/review-closing/reopening", { project }), asked);
}

/** Repeated with the same key it reopens nothing twice. */
export function sendReopenings(body: ReopenOutputs, idempotencyKey?: string): Promise<ReopenedOutputs> {
  return apiSend("POST", "/api/v1/reopenings", body, { ...(idempotencyKey && { idempotencyKey }) });
}
