"use client";

import { useSearchParams } from "next/navigation";
import { useMemo, useState } from "react";
import { Desk } from "#components/review/desk/desk";
import { DeskProvider } from "#components/review/desk/desk-context";
import { parseReviewFilter, reviewPath, type ReviewFilter } from "#lib/review/browser/find/review-filter";

/** The page is the same for every list, so that going to another asks no server for one, and needs no network. */
const change = (next: ReviewFilter) => window.history.pushState(null, "", reviewPath(next));

/** The review desk for the filter and the session in the address. */
export function ReviewDesk() {
  const search = useSearchParams();
  const { filter, ignored } = parseReviewFilter(search);
  const path = reviewPath(filter);
  const inAddress = search.get("session");
  // The desk writes the session that it began into the address itself: that makes it no other desk.
  const [begun, setBegun] = useState<{ named: string | null; session: string } | null>(null);
  const named = begun?.session === inAddress ? begun.named : inAddress;
  const begin = useMemo(
    () => (session: string) => {
      setBegun({ named, session });
      const address = new URL(window.location.href);
      address.searchParams.set("session", session);
      window.history.replaceState(null, "", address);
    },
    [named],
  );
  // The same object while the address means the same, so that moving in the large view redraws nothing.
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- path says all of filter
  const steady = useMemo(() => filter, [path]);
  return (
    <DeskProvider
      key={`${path} ${named ?? ""}`}
      filter={steady}
      named={named}
      order={search.get("order") === "newest" ? "newest" : "oldest"}
      onBegun={begin}
    >
      <Desk ignored={ignored.join(", ")} onFilter={change} />
    </DeskProvider>
  );
}
