import { apiSend, withQuery } from "#lib/http/browser/api";
import type { OutputView } from "#lib/output/output-schema";
import type { ReseedAnswer } from "#lib/review/reseed-schema";
import type { Ruling } from "./judge.ts";
import type { BulkAnswer, BulkDecide, Decide, UndoAnswer } from "#lib/review/decision-schema";

/** The requests behind a verdict; replaced in tests. */
export type VerdictApi = {
  decide(id: string, body: Decide & Pick<Ruling, "vary" | "count">): Promise<OutputView>;
  undo(id: string, expected: number): Promise<UndoAnswer>;
  decideMany(body: BulkDecide, idempotencyKey: string): Promise<BulkAnswer>;
};

export const verdictApi: VerdictApi = {
  decide: async (id, { vary, count: _one, ...body }) => {
    if (vary === undefined) return apiSend("PUT", `/api/v1/outputs/${id}/decision`, body);
    const { key, ...varied } = vary;
    const { verdict: _verdict, ...said } = body;
    const path = `/api/v1/outputs/${id}/reseeds`;
    return (await apiSend<ReseedAnswer>("POST", path, { ...said, ...varied }, { idempotencyKey: key }))
      .output;
  },
  undo: (id, expected) => apiSend("DELETE", withQuery(`/api/v1/outputs/${id}/decision`, { expected })),
  decideMany: (body, idempotencyKey) => apiSend("POST", "/api/v1/decisions", body, { idempotencyKey }),
};
