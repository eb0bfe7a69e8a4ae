import { newIdempotencyKey } from "#lib/http/browser/api";
import { asProblem } from "#lib/http/browser/api-problem";
import type { ReopenedOutputs, ReopenOutputs } from "#lib/review/closing-schema";
import type { DeskStore } from "./desk-store.ts";
import { nameOf, type ManyAnswer, type OneAnswer } from "./judge-many.ts";
import { retryWrite } from "./retry-write.ts";

export type ReopenParts = {
  desk: DeskStore;
  /** The request behind it; replaced in tests. */
  send: (body: ReopenOutputs, idempotencyKey: string) => Promise<ReopenedOutputs>;
  wait: (ms: number) => Promise<void>;
};

/** The API takes at most so many in one request. */
const atOnce = 500;

/**
 * Reopens many outputs of a closed review for one reason. Partial success is normal: the answer lists every output.
 * Throws when nothing was reopened because not even the first request was answered.
 */
export async function reopenMany(
  { desk, send, wait }: ReopenParts,
  ids: readonly string[],
  reason: string,
): Promise<ManyAnswer> {
  const answers: OneAnswer[] = [];
  for (let from = 0; from < ids.length; from += atOnce) {
    const outputs = ids.slice(from, from + atOnce);
    const key = newIdempotencyKey();
    try {
      const { items } = await retryWrite(() => send({ outputs, reason }, key), wait);
      for (const { id, output, error } of items) {
        if (output) desk.dispatch({ type: "row-read", row: output });
        answers.push({ id, name: nameOf(desk, id), ...outcomeOf(error) });
      }
    } catch (error) {
      if (from === 0) throw error;
      const { code, message } = asProblem(error);
      for (const id of outputs) answers.push({ id, name: nameOf(desk, id), code, message });
    }
  }
  return {
    done: answers.filter(({ code }) => code === "done"),
    refused: answers.filter(({ code }) => code !== "done"),
  };
}

/** The API's conflict means here that there was nothing to reopen. */
function outcomeOf(error: ReopenedOutputs["items"][number]["error"]): Pick<OneAnswer, "code" | "message"> {
  if (error === null) return { code: "done", message: "" };
  return error.code === "conflict" ? { code: "open", message: error.message } : error;
}
