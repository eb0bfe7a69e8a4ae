import { moveToUndecided } from "./advance.ts";
import { positionOf } from "./desk.ts";
import type { DeskLoader } from "./desk-loader.ts";
import type { DeskStore } from "./desk-store.ts";
import type { OutputSource } from "./output-source.ts";
import type { ReviewSession } from "#lib/review/browser/sessions/review-session";

type PassingParts = {
  desk: DeskStore;
  loader: Pick<DeskLoader, "reach" | "goTo">;
  source: Pick<OutputSource, "findUndecided">;
  session: Pick<ReviewSession, "skip"> | null;
};

/**
 * Skips an output and goes on. One that is skipped again, when nothing else is left, is not offered a third time:
 * false when the round of the skipped ones is over, and when nothing undecided is left at all.
 */
export async function passBy(parts: PassingParts, id: string): Promise<boolean> {
  const { desk, session } = parts;
  const wasSkipped = desk.read().skipped.has(id);
  const from = positionOf(desk.read(), id);
  desk.dispatch({ type: "skipped", id, isSkipped: true });
  if (!wasSkipped)
    void session?.skip(id, true).catch(() => desk.dispatch({ type: "skipped", id, isSkipped: false }));
  const isLeft = await moveToUndecided(parts, id, 1);
  if (!isLeft || !wasSkipped) return isLeft;
  const { cursor, goal } = desk.read();
  const to = typeof goal === "number" ? goal : positionOf(desk.read(), cursor);
  const isSkippedToo = cursor !== null && desk.read().skipped.has(cursor);
  return to > from || !isSkippedToo;
}
