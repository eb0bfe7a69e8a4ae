import { apiSend, withQuery } from "#lib/http/browser/api";
import type { OutputView } from "#lib/output/output-schema";
import type { BulkAnswer, BulkDecide, Decide, UndoAnswer } from "#lib/review/decision-schema";

/** The requests behind a verdict; replaced in tests. */
export type VerdictApi = {
  decide(id: string, body: Decide): Promise<OutputView>;
  undo(id: string, expected: number): Promise<UndoAnswer>;
  decideMany(body: BulkDecide, idempotencyKey: string): Promise<BulkAnswer>;
};

export const verdictApi: VerdictApi = {
  decide: (id, body) => apiSend("PUT", `/api/v1/outputs/${id}/decision`, body),
  undo: (id, expected) => apiSend("DELETE", withQuery(`/api/v1/outputs/${id}/decision`, { expected })),
  decideMany: (body, idempotencyKey) => apiSend("POST", "/api/v1/decisions", body, { idempotencyKey }),
};
