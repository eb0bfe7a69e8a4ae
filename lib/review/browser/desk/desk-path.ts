import { reviewPath, type ReviewFilter } from "#lib/review/browser/find/review-filter";

/** What of the desk is in the address beside its filter. Zoom, panels and the pointer are not. */
export type DeskPlace = {
  session?: string | null | undefined;
  output?: string | null | undefined;
  /** The outputs that are pinned to be compared with it. */
  pins?: readonly string[] | null | undefined;
};

/** The address of a desk: its scope, its session, the output that is open large, and what it is compared with. */
export function deskPath(filter: ReviewFilter, { session, output, pins }: DeskPlace): string {
  const path = reviewPath(filter, output);
  const more = new URLSearchParams();
  if (session) more.set("session", session);
  if (output && pins && pins.length > 0) more.set("compare", pins.join(","));
  if (more.size === 0) return path;
  return `${path}${path.includes("?") ? "&" : "?"}${more}`;
}

/** Whether an address shows an output large. */
export function isLargeAddress(href: string): boolean {
  return new URL(href).searchParams.has("output");
}
