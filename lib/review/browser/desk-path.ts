import { reviewPath, type ReviewFilter } from "./review-filter.ts";

/** What of the desk is in the address beside its filter. Zoom, panels and the pointer are not. */
export type DeskPlace = { session?: string | null | undefined; output?: string | null | undefined };

/** The address of a desk: its scope, its session, and the output that is open large. */
export function deskPath(filter: ReviewFilter, { session, output }: DeskPlace): string {
  const path = reviewPath(filter, output);
  if (!session) return path;
  return `${path}${path.includes("?") ? "&" : "?"}${new URLSearchParams({ session })}`;
}
