import type { Actor } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import { csvStream, type CsvColumns } from "./csv.ts";
import { readReceipt, readReceiptOutputs } from "./read-receipts.ts";
import type { ReceiptOutput } from "./receipt-schema.ts";

const columns: CsvColumns<ReceiptOutput> = {
  position: ({ position }) => String(position + 1),
  output: ({ output }) => output,
  sha256: ({ sha256 }) => sha256,
  workflow: ({ workflow }) => workflow,
  seed: ({ seed }) => seed,
  state: ({ state }) => state,
  skipped: ({ isSkipped }) => (isSkipped ? "yes" : "no"),
  reason: ({ reason }) => reason,
  note: ({ note }) => note,
  reviewer: ({ by }) => by?.name ?? null,
  decided_at: ({ at }) => at,
  undone: ({ undone }) => String(undone),
};

const pageSize = 500;

/** The lines of a receipt as CSV. 404 before the first byte for one that the actor may not read. */
export async function exportReceipt(
  db: Db,
  actor: Actor,
  sessionId: string,
): Promise<ReadableStream<Uint8Array>> {
  const { id, total } = await readReceipt(db, actor, sessionId);
  async function* pages(): AsyncGenerator<readonly ReceiptOutput[]> {
    for (let from = 0; from < total; from += pageSize) {
      yield (await readReceiptOutputs(db, actor, id, { from, limit: pageSize })).items;
    }
  }
  return csvStream(columns, pages());
}
