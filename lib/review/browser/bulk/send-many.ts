import { newIdempotencyKey } from "#lib/http/browser/api";
import { asProblem } from "#lib/http/browser/api-problem";
import type { DeskStore } from "#lib/review/browser/desk/desk-store";
import { nameOf, type ManyAnswer, type OneAnswer } from "./judge-many.ts";
import { retryWrite } from "#lib/review/browser/decide/retry-write";

/** What the API says of one of many. */
type Item = { id: string; error: Pick<OneAnswer, "code" | "message"> | null };

export type Many<One extends Item> = {
  desk: DeskStore;
  /** One request; it is repeated with the same key while its answer is lost. */
  send: (outputs: string[], idempotencyKey: string) => Promise<{ items: readonly One[] }>;
  /** Shows on the desk what the server holds of one now. */
  show: (one: One) => void;
  wait: (ms: number) => Promise<void>;
  onProgress?: ((count: number) => void) | undefined;
  /** Of a dialog that stays open when not even the first request was answered: that is thrown then. */
  isFirstThrown?: boolean;
};

/** The API takes at most so many in one request. */
const atOnce = 500;

/** Sends many in as few requests as the API takes. Partial success is normal: the answer lists every output. */
export async function sendMany<One extends Item>(
  { desk, send, show, wait, onProgress, isFirstThrown = false }: Many<One>,
  ids: readonly string[],
): Promise<ManyAnswer> {
  const answers: OneAnswer[] = [];
  for (let from = 0; from < ids.length; from += atOnce) {
    const outputs = ids.slice(from, from + atOnce);
    const key = newIdempotencyKey();
    try {
      const { items } = await retryWrite(() => send(outputs, key), wait);
      for (const one of items) {
        show(one);
        const { code, message } = one.error ?? { code: "done", message: "" };
        answers.push({ id: one.id, name: nameOf(desk, one.id), code, message });
      }
    } catch (error) {
      if (isFirstThrown && from === 0) throw error;
      const { code, message } = asProblem(error);
      for (const id of outputs) answers.push({ id, name: nameOf(desk, id), code, message });
    }
    onProgress?.(answers.length);
  }
  return {
    done: answers.filter(({ code }) => code === "done"),
    refused: answers.filter(({ code }) => code !== "done"),
  };
}
