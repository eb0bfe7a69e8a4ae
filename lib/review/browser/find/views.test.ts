import { describe, expect, it } from "vitest";
import type { SavedView } from "#lib/review/view-schema";
import { describeFilter } from "./filter-words.ts";
import { isQueue, parseReviewFilter, plainFilter, reviewPath } from "./review-filter.ts";
import { isShown, othersView, viewsOf } from "./views.ts";

const saved = (query: string): SavedView => ({
  id: "v1",
  name: "Hands",
  query,
  shared: false,
  owner: { id: "me", name: "Me" },
  createdAt: "2026-11-22T10:00:00.000Z",
});

describe("views", () => {
  it("FIND-5 begin with what needs a verdict, before anybody has saved one", () => {
    const [first] = viewsOf([]);
    expect(first).toMatchObject({ name: "Needs my verdict", filter: plainFilter });
    expect(first && isShown(first, plainFilter)).toBe(true);
  });

  it("FIND-3 leave out of a saved one what is not known any more", () => {
    const view = viewsOf([saved("state=rejected&hands=many&rating=lots&q=hands")]).at(-1);
    expect(view && reviewPath(view.filter)).toBe("/review?state=rejected&q=hands");
    expect(view && isShown(view, plainFilter)).toBe(false);
  });

  it("RULE-7 FIND-5 needs my verdict leaves out my own where somebody else approves", () => {
    const names = (separatesDuties: boolean) =>
      viewsOf([], separatesDuties).map(({ name, filter }) => [name, reviewPath(filter)]);
    expect(names(false)).toContainEqual(["Needs my verdict", "/review"]);
    expect(names(true)).toContainEqual(["Needs my verdict", "/review?approvableBy=me"]);
    expect(names(true)).toContainEqual(["All undecided", "/review"]);
  });

  it("SES-17 FIND-5 know what has one's own verdict and waits for others, which is looked up and no queue", () => {
    const view = viewsOf([]).find(({ id }) => id === othersView);
    const filter = view?.filter ?? plainFilter;
    expect(reviewPath(filter)).toBe("/review?awaiting=others");
    expect(parseReviewFilter(new URLSearchParams("awaiting=others"))).toEqual({ filter, ignored: [] });
    expect(isQueue(filter)).toBe(false);
    expect(describeFilter(filter)).toBe("Undecided, waiting for other reviewers");
  });
});
