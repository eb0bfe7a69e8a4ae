"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { Desk } from "#components/review/desk";
import { DeskProvider } from "#components/review/desk-context";
import { parseReviewFilter, reviewPath, type ReviewFilter } from "#lib/review/browser/review-filter";

/** The review desk for the filter in the address. */
export function ReviewDesk() {
  const router = useRouter();
  const search = useSearchParams();
  const { filter, ignored } = parseReviewFilter(search);
  const path = reviewPath(filter);
  // The same object while the address means the same, so that moving in the large view redraws nothing.
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- path says all of filter
  const steady = useMemo(() => filter, [path]);
  const change = useMemo(() => (next: ReviewFilter) => router.push(reviewPath(next)), [router]);
  return (
    <DeskProvider key={path} filter={steady}>
      <Desk ignored={ignored.join(", ")} onFilter={change} />
    </DeskProvider>
  );
}
