import type { SavedView } from "#lib/review/view-schema";
import { parseReviewFilter, plainFilter, reviewPath, type ReviewFilter } from "./review-filter.ts";

/** A list by name, as menus and the palette show it. */
export type View = { id: string; name: string; filter: ReviewFilter; saved: SavedView | null };

/** What is there before anybody has saved anything. */
const standing: readonly View[] = [
  { id: "needs-verdict", name: "Needs my verdict", filter: plainFilter, saved: null },
  {
    id: "mine",
    name: "Decided by me",
    filter: { ...plainFilter, state: "all", decidedBy: "me" },
    saved: null,
  },
];

/** Standing views and saved ones. What a saved one asks for that is not known any more is left out of it. */
export function viewsOf(saved: readonly SavedView[]): View[] {
  return [
    ...standing,
    ...saved.map((view) => ({
      id: view.id,
      name: view.name,
      filter: parseReviewFilter(new URLSearchParams(view.query)).filter,
      saved: view,
    })),
  ];
}

/** Whether a view lists what is on screen. */
export function isShown(view: View, filter: ReviewFilter): boolean {
  return reviewPath(view.filter) === reviewPath(filter);
}
