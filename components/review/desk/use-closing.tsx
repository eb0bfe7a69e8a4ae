"use client";

import { useQuery } from "@tanstack/react-query";
import { useProject } from "#components/shell/me-context";
import { closingQuery } from "#lib/review/closing-queries";
import type { ReviewClosing } from "#lib/review/closing-schema";

/** The closing of the review on screen; null while it is open, and as long as nothing is known of it. */
export function useClosing(): ReviewClosing["closing"] {
  const { data } = useQuery(closingQuery(useProject()?.id));
  return data?.closing ?? null;
}
