import { apiSend, newIdempotencyKey } from "#lib/http/browser/api";
import { asProblem } from "#lib/http/browser/api-problem";
import type { OutputView } from "#lib/output/output-schema";
import type { ArchivedMany, ArchiveMany } from "#lib/review/archive-schema";
import type { DeskStore } from "./desk-store.ts";
import { nameOf, type ManyAnswer, type OneAnswer } from "./judge-many.ts";
import { retryWrite } from "./retry-write.ts";

/** The requests behind archiving; replaced in tests. */
export type ArchiveApi = {
  archive(id: string, isArchived: boolean, idempotencyKey: string): Promise<OutputView>;
  archiveMany(body: ArchiveMany, idempotencyKey: string): Promise<ArchivedMany>;
};

export const archiveApi: ArchiveApi = {
  archive: (id, isArchived, idempotencyKey) =>
    apiSend(isArchived ? "PUT" : "DELETE", `/api/v1/outputs/${id}/archiving`, undefined, { idempotencyKey }),
  archiveMany: (body, idempotencyKey) => apiSend("POST", "/api/v1/archivings", body, { idempotencyKey }),
};

export type ArchiveParts = {
  desk: DeskStore;
  api: ArchiveApi;
  wait: (ms: number) => Promise<void>;
};

/** The API takes at most so many in one request. */
const atOnce = 500;

/**
 * Puts an output aside, or brings it back: on screen at once, and taken back from the screen when the server refuses,
 * which is thrown.
 */
export async function archiveOne(
  { desk, api, wait }: ArchiveParts,
  id: string,
  isArchived: boolean,
): Promise<void> {
  const before = desk.read().rows.get(id)?.archivedAt ?? null;
  const key = newIdempotencyKey();
  desk.dispatch({ type: "archived", id, archivedAt: isArchived ? new Date().toISOString() : null });
  try {
    const { archivedAt } = await retryWrite(() => api.archive(id, isArchived, key), wait);
    desk.dispatch({ type: "archived", id, archivedAt });
  } catch (error) {
    desk.dispatch({ type: "archived", id, archivedAt: before });
    throw error;
  }
}

/** The same for many. Partial success is normal: the answer lists every output. */
export async function archiveMany(
  { desk, api, wait }: ArchiveParts,
  ids: readonly string[],
  isArchived: boolean,
  onProgress: (count: number) => void = () => undefined,
): Promise<ManyAnswer> {
  const answers: OneAnswer[] = [];
  for (let from = 0; from < ids.length; from += atOnce) {
    const outputs = ids.slice(from, from + atOnce);
    const key = newIdempotencyKey();
    try {
      const { items } = await retryWrite(() => api.archiveMany({ outputs, isArchived }, key), wait);
      for (const { id, output, error } of items) {
        if (output) desk.dispatch({ type: "archived", id, archivedAt: output.archivedAt });
        const { code, message } = error ?? { code: "done", message: "" };
        answers.push({ id, name: nameOf(desk, id), code, message });
      }
    } catch (error) {
      const { code, message } = asProblem(error);
      for (const id of outputs) answers.push({ id, name: nameOf(desk, id), code, message });
    }
    onProgress(answers.length);
  }
  return {
    done: answers.filter(({ code }) => code === "done"),
    refused: answers.filter(({ code }) => code !== "done"),
  };
}
