import { apiGet, apiSend, withQuery } from "#lib/http/browser/api";
import type { OutputView } from "#lib/output/output-schema";
import type { ReseedAnswer } from "#lib/review/reseed-schema";
import type { Ruling } from "./judge.ts";
import type { BulkAnswer, BulkDecide, DecideInput, UndoAnswer } from "#lib/review/decision-schema";
import type { StepUndone, StepView } from "#lib/review/step-schema";

/** A verdict as it is sent: to the decision's address, or as runs of another kind. */
export type VerdictBody = DecideInput & Pick<Ruling, "vary" | "count">;

/** The requests behind a verdict; replaced in tests. A repeat with the same key is carried out once. */
export type VerdictApi = {
  decide(id: string, body: VerdictBody, idempotencyKey: string): Promise<OutputView>;
  undo(id: string, expected: number, idempotencyKey: string): Promise<UndoAnswer>;
  decideMany(body: BulkDecide, idempotencyKey: string): Promise<BulkAnswer>;
  undoStep(step: string, idempotencyKey: string): Promise<StepUndone>;
  /** What undo would take back in a session; outside of sessions when it is null. */
  lastStep(session: string | null): Promise<StepView | null>;
};

/** A verdict takes milliseconds. One whose network swallowed it is sent again over another connection. */
const limitMs = 12_000;

export const verdictApi: VerdictApi = {
  decide: async (id, { vary, count: _one, ...body }, idempotencyKey) => {
    if (vary === undefined)
      return apiSend("PUT", `/api/v1/outputs/${id}/decision`, body, { idempotencyKey, limitMs });
    const { verdict: _verdict, ...said } = body;
    const path = `/api/v1/outputs/${id}/reseeds`;
    return (await apiSend<ReseedAnswer>("POST", path, { ...said, ...vary }, { idempotencyKey })).output;
  },
  undo: (id, expected, idempotencyKey) =>
    apiSend("DELETE", withQuery(`/api/v1/outputs/${id}/decision`, { expected }), undefined, {
      idempotencyKey,
      limitMs,
    }),
  decideMany: (body, idempotencyKey) => apiSend("POST", "/api/v1/decisions", body, { idempotencyKey }),
  undoStep: (step, idempotencyKey) =>
    apiSend("POST", `/api/v1/steps/${step}/withdrawal`, undefined, { idempotencyKey }),
  lastStep: async (session) =>
    (await apiGet<{ last: StepView | null }>(withQuery("/api/v1/steps/last", { session }))).last,
};
