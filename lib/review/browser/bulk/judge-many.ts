import { newIdempotencyKey } from "#lib/http/browser/api";
import { asProblem } from "#lib/http/browser/api-problem";
import type { BulkDecide, Verdict } from "#lib/review/decision-schema";
import type { DeskStore } from "#lib/review/browser/desk/desk-store";
import type { BulkRuling } from "./eligibility.ts";
import { sendPatiently, type Patience } from "#lib/review/browser/decide/retry-write";
import { labelStep, type Sitting } from "#lib/review/browser/decide/sitting";
import type { UnsentMany, UnsentWrites } from "#lib/review/browser/decide/unsent";
import type { VerdictApi } from "#lib/review/browser/decide/verdict-api";
import { positionOf } from "#lib/review/browser/desk/desk";
import { toldVerdict } from "#lib/review/browser/decide/own-verdict";
import { describeDecision, seedTail } from "#lib/review/browser/desk/words";

export type ManyParts = {
  desk: DeskStore;
  sitting: Sitting;
  /** The session that verdicts given now belong to; null outside of sessions. */
  sessionId: string | null;
  api: Pick<VerdictApi, "decideMany">;
  unsent: UnsentWrites;
} & Pick<Patience, "wait" | "untilOnline">;

/** What became of one of many. `code` is `done`, or the API's word for a refusal. */
export type OneAnswer = { id: string; name: string; code: string; message: string };
export type ManyAnswer = { done: readonly OneAnswer[]; refused: readonly OneAnswer[] };

type Asked = { id: string; ruling: BulkRuling };

/** The API takes at most so many in one request, and so many new runs. */
const atOnce = { approved: 500, rejected: 500, reseeded: 100 } as const;

/**
 * A verdict for each of `asked`, all of them one step of undo. Each request has a key of its own and is repeated with
 * it until it is answered, by the next page if this one is closed, so nothing is decided twice. Partial success is
 * normal: the answer lists every output.
 */
export async function giveMany(
  parts: ManyParts,
  asked: readonly Asked[],
  onProgress: (count: number) => void = () => undefined,
): Promise<ManyAnswer> {
  const { desk, sitting, sessionId } = parts;
  for (const { id, ruling } of asked) desk.dispatch({ type: "write-began", id, write: ruling.verdict });
  const requests: UnsentMany[] = [...inParts(asked)].map((part) => ({
    key: newIdempotencyKey(),
    many: {
      items: part.flatMap((one) => toItem(desk, one)),
      ...(sessionId !== null && { session: sessionId }),
    },
  }));
  const answers: OneAnswer[] = [];
  let step: string | undefined;
  for (const { key, many } of requests) {
    const sent = await send(parts, { key, many: { ...many, ...(step !== undefined && { step }) } });
    step ??= sent.step;
    answers.push(...sent.answers);
    onProgress(answers.length);
  }
  return settle(sitting, desk, { verdict: asked[0]?.ruling.verdict, step, answers });
}

/** Sends what an earlier page could not. */
export async function resendMany(parts: ManyParts, request: UnsentMany): Promise<ManyAnswer> {
  const { desk, sitting } = parts;
  const { items } = request.many;
  for (const { output: id, verdict } of items) {
    if (desk.read().rows.has(id)) desk.dispatch({ type: "write-began", id, write: verdict });
  }
  const sent = await send(parts, request);
  return settle(sitting, desk, { verdict: items[0]?.verdict, ...sent });
}

type Sent = { step?: string | undefined; answers: OneAnswer[] };

async function send({ desk, unsent, api, ...patience }: ManyParts, request: UnsentMany): Promise<Sent> {
  const { key, many } = request;
  const ids = many.items.map(({ output }) => output);
  const held = (isHeldUp: boolean) => {
    for (const id of ids) desk.dispatch({ type: "held-up", id, isHeldUp });
  };
  unsent.add(request);
  try {
    const { items, step } = await sendPatiently(() => api.decideMany(many, key), { ...patience, held });
    const answers = items.map(({ id, status, output, error }): OneAnswer => {
      desk.dispatch({ type: "write-ended", id, ...(output && { row: output }) });
      const name = nameOf(desk, id);
      return status < 400
        ? { id, name, code: "done", message: "" }
        : { id, name, code: error?.code ?? "refused", message: whyRefused(error, output) };
    });
    return { step, answers };
  } catch (error) {
    const { code, message } = asProblem(error);
    for (const id of ids) desk.dispatch({ type: "write-ended", id });
    return { answers: ids.map((id) => ({ id, name: nameOf(desk, id), code, message })) };
  } finally {
    unsent.remove(key);
  }
}

/** What was done is one step of undo. */
function settle(
  sitting: Sitting,
  desk: DeskStore,
  { verdict, step, answers }: Sent & { verdict: Verdict | undefined },
): ManyAnswer {
  const done = answers.filter(({ code }) => code === "done");
  if (done.length > 0 && verdict !== undefined && step !== undefined) {
    const outputs = done.map(({ id }) => id);
    const seed = desk.read().rows.get(outputs[0] ?? "")?.seed;
    sitting.push({ id: step, outputs, verdict, label: labelStep(outputs, seed) });
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

type Item = Awaited<ReturnType<VerdictApi["decideMany"]>>["items"][number];

/** Where somebody was faster, who it was, as the desk says it elsewhere; else the server's own words. */
function whyRefused(error: Item["error"], output: Item["output"]): string {
  const told = error?.code === "conflict" && output ? toldVerdict(output) : null;
  return told === null ? (error?.message ?? "") : `${describeDecision(told, new Date())}.`;
}

/** What to call one of many: where it stands, and its seed where that is known. */
export function nameOf(desk: DeskStore, id: string): string {
  const state = desk.read();
  const row = state.rows.get(id);
  const place = `Picture ${positionOf(state, id) + 1}`;
  return row === undefined ? place : `${place}, ${seedTail(row.seed)}`;
}
