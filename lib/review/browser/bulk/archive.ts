import { apiSend, newIdempotencyKey } from "#lib/http/browser/api";
import type { OutputView } from "#lib/output/output-schema";
import type { ArchivedMany, ArchiveMany } from "#lib/review/archive-schema";
import type { DeskStore } from "#lib/review/browser/desk/desk-store";
import type { ManyAnswer } from "./judge-many.ts";
import { retryWrite } from "#lib/review/browser/decide/retry-write";
import { sendMany } from "./send-many.ts";

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
export function archiveMany(
  { desk, api, wait }: ArchiveParts,
  ids: readonly string[],
  isArchived: boolean,
  onProgress?: (count: number) => void,
): Promise<ManyAnswer> {
  return sendMany<ArchivedMany["items"][number]>(
    {
      desk,
      wait,
      onProgress,
      send: (outputs, key) => api.archiveMany({ outputs, isArchived }, key),
      show({ id, output }) {
        if (output) desk.dispatch({ type: "archived", id, archivedAt: output.archivedAt });
      },
    },
    ids,
  );
}
