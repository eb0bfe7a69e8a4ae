import { apiSend } from "#lib/http/browser/api";
import { asProblem } from "#lib/http/browser/api-problem";
import type { MarksAnswer } from "#lib/review/rating-schema";
import type { DeskStore } from "#lib/review/browser/desk/desk-store";
import type { MarkChange } from "#lib/review/browser/marks/marks";
import { retryWrite } from "#lib/review/browser/decide/retry-write";

export type MarkApi = (outputs: readonly string[], change: MarkChange) => Promise<MarksAnswer>;
export type MarkManyAnswer = { done: number; refused: readonly string[] };

type MarkParts = { desk: DeskStore; api: MarkApi; wait: (ms: number) => Promise<void> };

/** The API takes at most so many in one request. */
const atOnce = 500;

/**
 * Gives stars or a label to many outputs and shows on each what the server then holds. Doing it twice is doing it once,
 * so a lost answer is asked for again. Answers how many were marked, and why the others were not.
 */
export async function markMany(
  { desk, api, wait }: MarkParts,
  ids: readonly string[],
  change: MarkChange,
): Promise<MarkManyAnswer> {
  const refused: string[] = [];
  for (let from = 0; from < ids.length; from += atOnce) {
    const part = ids.slice(from, from + atOnce);
    try {
      const { items } = await retryWrite(() => api(part, change), wait);
      for (const { id, marks, error } of items) {
        if (error !== null) refused.push(error.message);
        const row = desk.read().rows.get(id);
        if (marks !== null && row !== undefined)
          desk.dispatch({ type: "row-read", row: { ...row, ...marks } });
      }
    } catch (error) {
      const { message } = asProblem(error);
      refused.push(...part.map(() => message));
    }
  }
  return { done: ids.length - refused.length, refused };
}

export const markApi: MarkApi = (outputs, change) =>
  change.type === "stars"
    ? apiSend("PUT", "/api/v1/ratings", { outputs, stars: change.stars })
    : apiSend("PUT", "/api/v1/labels", {
        outputs,
        name: change.name,
        own: change.isOwn,
        on: change.isOn,
      });
