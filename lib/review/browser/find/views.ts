import type { SavedView } from "#lib/review/view-schema";
import { parseReviewFilter, plainFilter, reviewPath, type ReviewFilter } from "./review-filter.ts";

/** What one has given a verdict that does not decide alone: empty where no workflow asks for several. */
export const othersView = "waiting-for-others";

/** A list by name, as menus and the palette show it. */
export type View = { id: string; name: string; filter: ReviewFilter; saved: SavedView | null };

/**
 * What is there before anybody has saved anything. Where somebody else approves, one's own pictures need somebody
 * else's verdict; all that is undecided is then a list of its own.
 */
function standingViews(separatesDuties: boolean): View[] {
  const needed: View[] = separatesDuties
    ? [
        { ...view("needs-verdict", "Needs my verdict"), filter: { ...plainFilter, approvableBy: "me" } },
        view("undecided", "All undecided"),
      ]
    : [view("needs-verdict", "Needs my verdict")];
  const mine = { ...plainFilter, state: "all", decidedBy: "me" };
  return [
    ...needed,
    { ...view("mine", "Decided by me"), filter: mine },
    { ...view(othersView, "Waiting for other reviewers"), filter: { ...plainFilter, awaiting: "others" } },
  ];
}

function view(id: string, name: string): View {
  return { id, name, filter: plainFilter, saved: null };
}

/** Standing views and saved ones. What a saved one asks for that is not known any more is left out of it. */
export function viewsOf(saved: readonly SavedView[], separatesDuties = false): View[] {
  return [
    ...standingViews(separatesDuties),
    ...saved.map((row) => ({
      id: row.id,
      name: row.name,
      filter: parseReviewFilter(new URLSearchParams(row.query)).filter,
      saved: row,
    })),
  ];
}

/** Whether a view lists what is on screen. */
export function isShown({ filter: listed }: View, filter: ReviewFilter): boolean {
  return reviewPath(listed) === reviewPath(filter);
}
