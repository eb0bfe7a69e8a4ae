"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import type { RunFilter } from "#lib/run/run-queries";
import { readRunFilter } from "#lib/run/run-filter";
import { withQuery } from "#lib/http/browser/api";

/** The filter as the address has it; changing it is a step that Back undoes. */
export function useRunFilter(): {
  filter: RunFilter;
  ignored: readonly string[];
  change: (filter: RunFilter) => void;
} {
  const search = useSearchParams();
  const router = useRouter();
  const path = usePathname();
  const { filter, ignored } = readRunFilter(search);
  const change = (next: RunFilter) => router.push(withQuery(path, { ...next }), { scroll: false });
  return { filter, ignored, change };
}
