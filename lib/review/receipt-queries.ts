import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { apiGet, withQuery } from "#lib/http/browser/api";
import type { Receipt, ReceiptOutputs } from "./receipt-schema.ts";

const path = (id: string) => `/api/v1/review-sessions/${id}/receipt`;

/** A receipt never changes: what was read once is true for ever. */
const forever = Number.POSITIVE_INFINITY;

export function receiptQuery(id: string) {
  return queryOptions({
    queryKey: ["receipts", id] as const,
    queryFn: ({ signal }) => apiGet<Receipt>(path(id), { signal }),
    staleTime: forever,
  });
}

/** Its lines, a hundred at a time. */
export function receiptOutputsQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: ["receipts", id, "outputs"] as const,
    queryFn: ({ pageParam, signal }) =>
      apiGet<ReceiptOutputs>(withQuery(`${path(id)}/outputs`, { from: pageParam }), { signal }),
    initialPageParam: 0,
    getNextPageParam: ({ from, items, total }) =>
      from + items.length < total && items.length > 0 ? from + items.length : undefined,
    staleTime: forever,
  });
}
