import { newIdempotencyKey } from "#lib/http/browser/api";
import { asProblem } from "#lib/http/browser/api-problem";
import type { OutputView } from "#lib/output/output-schema";
import { isUndecided } from "./desk.ts";
import type { DeskStore } from "./desk-store.ts";
import type { Ruling } from "./judge.ts";
import { retryWrite } from "./retry-write.ts";
import type { Sitting } from "./sitting.ts";
import type { VerdictApi } from "./verdict-api.ts";

export type ManyParts = {
  desk: DeskStore;
  sitting: Sitting;
  api: VerdictApi;
  wait: (ms: number) => Promise<void>;
};

/** How many were decided, and what was said about those that were not. */
export type ManyAnswer = { done: number; refused: readonly { id: string; message: string }[] };

/** Which of the selection a bulk verdict would touch: undecided ones only, nothing decided is overwritten. */
export function eligible(desk: DeskStore): string[] {
  const state = desk.read();
  return [...state.selection].filter((id) => isUndecided(state)(id) && !state.writes.has(id));
}

/** One verdict for all of `ids`, one request and one step of undo. Partial success is normal. */
export async function giveMany(
  { desk, sitting, api, wait }: ManyParts,
  ids: readonly string[],
  ruling: Ruling,
): Promise<ManyAnswer> {
  const { rows } = desk.read();
  const known = ids.flatMap((id) => rows.get(id) ?? []);
  for (const { id } of known) desk.dispatch({ type: "write-began", id, write: ruling.verdict });
  const key = newIdempotencyKey();
  const body = { items: known.map(({ id, revision }) => ({ output: id, expected: revision, ...ruling })) };
  try {
    const { items } = await retryWrite(() => api.decideMany(body, key), wait);
    const done: OutputView[] = [];
    const refused: { id: string; message: string }[] = [];
    for (const { id, status, output, error } of items) {
      desk.dispatch({ type: "write-ended", id, ...(output && { row: output }) });
      if (status < 400 && output) done.push(output);
      else refused.push({ id, message: error?.message ?? "It was refused." });
    }
    if (done.length > 0) {
      const outputs = done.map(({ id }) => id);
      sitting.push({ outputs, verdict: ruling.verdict, label: `${outputs.length} pictures` });
    }
    return { done: done.length, refused };
  } catch (error) {
    for (const { id } of known) desk.dispatch({ type: "write-ended", id });
    const { message } = asProblem(error);
    return { done: 0, refused: known.map(({ id }) => ({ id, message })) };
  }
}
