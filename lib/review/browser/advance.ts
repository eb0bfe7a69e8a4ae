import { isUndecided } from "./desk.ts";
import type { DeskLoader } from "./desk-loader.ts";
import type { DeskStore } from "./desk-store.ts";
import { nextUndecided, stepBy } from "./move-cursor.ts";
import { isQueue, type ReviewFilter } from "./review-filter.ts";

type AdvanceParts = { desk: DeskStore; loader: Pick<DeskLoader, "more">; filter: ReviewFilter };

/**
 * Goes on after a verdict on `from`: to the next undecided, round once, and to pages not read yet before going round.
 * In a list that is looked up rather than worked through, simply to the next. False when nothing undecided is left.
 */
export async function advance({ desk, loader, filter }: AdvanceParts, from: string): Promise<boolean> {
  if (!isQueue(filter) && filter.state !== "all") {
    desk.dispatch({ type: "moved", to: stepBy(desk.read().order, from, 1) });
    return true;
  }
  for (;;) {
    const state = desk.read();
    const next = nextUndecided(state.order, from, isUndecided(state));
    const wouldWrap = next === null || state.order.indexOf(next) < state.order.indexOf(from);
    if (!wouldWrap || state.nextCursor === null || state.failure !== null) {
      if (next !== null) desk.dispatch({ type: "moved", to: next });
      return next !== null;
    }
    await loader.more();
    // Somebody who went elsewhere in the meantime is left in peace.
    if (desk.read().cursor !== from) return true;
  }
}
