import { isUndecided, positionOf, rowAt } from "./desk.ts";
import type { DeskLoader } from "./desk-loader.ts";
import type { DeskStore } from "./desk-store.ts";
import { nextUndecided, stepBy } from "./move-cursor.ts";
import type { OutputSource } from "./output-source.ts";
import { isQueue, type ReviewFilter } from "#lib/review/browser/find/review-filter";

type SeekParts = {
  desk: DeskStore;
  loader: Pick<DeskLoader, "reach" | "goTo">;
  source: Pick<OutputSource, "findUndecided">;
};

/**
 * Goes on after a verdict on `from`: to the next undecided, round once, and to rows not read yet before going round.
 * In a list that is looked up rather than worked through, simply to the next. False when nothing undecided is left.
 */
export async function advance(parts: SeekParts & { filter: ReviewFilter }, from: string): Promise<boolean> {
  const { desk, loader, filter } = parts;
  if (isQueue(filter) || filter.state === "all") return moveToUndecided(parts, from, 1);
  const state = desk.read();
  const next = stepBy(state.order.length, positionOf(state, from), 1);
  if (next !== null) loader.goTo(next);
  return true;
}

/**
 * Moves to the next undecided after `from`, in the same turn when its row is in memory. While it is looked for, the
 * desk is `seeking`, and no verdict falls on what is left behind. False when there is no other.
 */
export async function moveToUndecided(
  { desk, loader, source }: SeekParts,
  from: string | null,
  step: 1 | -1,
): Promise<boolean> {
  const start = positionOf(desk.read(), from);
  let found = nextUndecided(desk.read(), start, step);
  // More rounds than there are windows would mean that the server and this desk disagree for ever.
  for (let rounds = desk.read().order.length / 50 + 10; rounds > 0; rounds -= 1) {
    if (found === null) break;
    if ("at" in found) {
      loader.goTo(found.at);
      return true;
    }
    desk.dispatch({ type: "seeking" });
    const at = await find({ desk, loader, source }, found.unread, step);
    // Somebody who went elsewhere in the meantime is left in peace; so is a list that could not be read.
    const state = desk.read();
    if (state.goal !== "seeking") return true;
    if (at === "failed") break;
    // What the server names is the next one, unless it was decided here and is still on its way.
    const row = at === null ? undefined : rowAt(state, at);
    const isIt = row !== undefined && at !== start && isUndecided(state)(row.id);
    found = at === null ? null : isIt ? { at } : nextUndecided(state, at - step, step);
    if (found !== null && "at" in found && found.at === start) found = null;
  }
  desk.dispatch({ type: "sought" });
  return desk.read().failure !== null;
}

/** Where an undecided one is said to be, its row read. */
async function find(
  { desk, loader, source }: SeekParts,
  unread: number,
  step: 1 | -1,
): Promise<number | null | "failed"> {
  try {
    const at = await source.findUndecided(unread, step);
    if (at !== null) await loader.reach(at);
    return desk.read().failure === null ? at : "failed";
  } catch (failure) {
    desk.dispatch({ type: "read-failed", failure });
    return "failed";
  }
}
