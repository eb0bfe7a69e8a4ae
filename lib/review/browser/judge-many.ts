import { newIdempotencyKey } from "#lib/http/browser/api";
import { asProblem } from "#lib/http/browser/api-problem";
import type { BulkDecide } from "#lib/review/decision-schema";
import type { DeskStore } from "./desk-store.ts";
import type { BulkRuling } from "./eligibility.ts";
import { retryWrite } from "./retry-write.ts";
import { labelStep, type Sitting } from "./sitting.ts";
import type { VerdictApi } from "./verdict-api.ts";
import { seedTail } from "./words.ts";

export type ManyParts = {
  desk: DeskStore;
  sitting: Sitting;
  /** The session that they belong to; null outside of sessions. */
  sessionId: string | null;
  api: VerdictApi;
  wait: (ms: number) => Promise<void>;
};

/** What became of one of many. `code` is `done`, or the API's word for a refusal. */
export type OneAnswer = { id: string; name: string; code: string; message: string };
export type ManyAnswer = { done: readonly OneAnswer[]; refused: readonly OneAnswer[] };

type Asked = { id: string; ruling: BulkRuling };

/** The API takes at most so many in one request, and so many new runs. */
const atOnce = { approved: 500, rejected: 500, reseeded: 100 } as const;

/**
 * A verdict for each of `asked`, all of them one step of undo. Each request has a key of its own and is repeated with
 * it, so a lost answer decides nothing twice. Partial success is normal: the answer lists every output.
 */
export async function giveMany(
  { desk, sitting, sessionId, api, wait }: ManyParts,
  asked: readonly Asked[],
  onProgress: (count: number) => void = () => undefined,
): Promise<ManyAnswer> {
  for (const { id, ruling } of asked) desk.dispatch({ type: "write-began", id, write: ruling.verdict });
  const answers: OneAnswer[] = [];
  let step: string | undefined;
  for (const part of inParts(asked)) {
    const items = part.flatMap((one) => toItem(desk, one));
    const within = { ...(sessionId !== null && { session: sessionId }), ...(step !== undefined && { step }) };
    const body: BulkDecide = { items, ...within };
    const key = newIdempotencyKey();
    try {
      const answer = await retryWrite(() => api.decideMany(body, key), wait);
      step = answer.step;
      for (const { id, status, output, error } of answer.items) {
        const name = nameOf(desk, id);
        desk.dispatch({ type: "write-ended", id, ...(output && { row: output }) });
        if (status < 400) answers.push({ id, name, code: "done", message: "" });
        else answers.push({ id, name, code: error?.code ?? "refused", message: error?.message ?? "" });
      }
    } catch (error) {
      const { code, message } = asProblem(error);
      for (const { id } of part) {
        desk.dispatch({ type: "write-ended", id });
        answers.push({ id, name: nameOf(desk, id), code, message });
      }
    }
    onProgress(answers.length);
  }
  const done = answers.filter(({ code }) => code === "done");
  const [first] = asked;
  if (done.length > 0 && first !== undefined && step !== undefined) {
    const outputs = done.map(({ id }) => id);
    const seed = desk.read().rows.get(outputs[0] ?? "")?.seed ?? null;
    sitting.push({ id: step, outputs, verdict: first.ruling.verdict, label: labelStep(outputs, seed) });
  }
  return { done, refused: answers.filter(({ code }) => code !== "done") };
}

function* inParts(asked: readonly Asked[]): Generator<readonly Asked[]> {
  const size = Math.min(
    ...asked.map(({ ruling: { verdict, count = 1 } }) => Math.max(1, Math.floor(atOnce[verdict] / count))),
  );
  for (let from = 0; from < asked.length; from += size) yield asked.slice(from, from + size);
}

function toItem(desk: DeskStore, { id, ruling }: Asked): BulkDecide["items"] {
  const { rows, standings } = desk.read();
  const standing = rows.get(id) ?? standings.get(id);
  return standing === undefined ? [] : [{ output: id, expected: standing.revision, ...ruling }];
}

/** What to call an output that may be far away: its seed, or where it stands. */
export function nameOf(desk: DeskStore, id: string): string {
  const { rows, order } = desk.read();
  const row = rows.get(id);
  return row === undefined ? `Picture ${order.indexOf(id) + 1}` : seedTail(row.seed);
}
