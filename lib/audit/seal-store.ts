import type { Db } from "#lib/db/client";

/** Few enough that a connection is not kept from claims for long: some twelve milliseconds. */
const batchSize = 500;

/**
 * Seals what is due of the audit, batch by batch until nothing is or `signal` ends it. Answers how many lines it sealed:
 * none while another process does the same. A transaction that is held open keeps every line behind it waiting.
 */
export async function sealAudit(db: Db, signal?: AbortSignal, most = batchSize): Promise<number> {
  let sealed = 0;
  while (signal?.aborted !== true) {
    const [row] = await db.$queryRaw<{ count: number }[]>`SELECT seal_audit(${most}::int) AS count`;
    sealed += row?.count ?? 0;
    if ((row?.count ?? 0) < most) break;
  }
  return sealed;
}
