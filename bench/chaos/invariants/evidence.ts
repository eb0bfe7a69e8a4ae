import type pg from "pg";
import type { ClientLedger } from "../ledger/client-ledger.ts";
import type { ServerLedger } from "../ledger/server-ledger.ts";

export type InvariantId = "I1" | "I2" | "I3" | "I4" | "I5" | "I6" | "I7" | "I8";

/** Something that must never be so: which invariant, about what, in words. */
export type Violation = { invariant: InvariantId; subject: string; why: string };

/** From where on rows are judged. Numbers of the database, because clocks are among the things that are broken. */
export type Since = { queueSeq: bigint; auditId: bigint; eventId: bigint };

export const fromTheStart: Since = { queueSeq: 0n, auditId: 0n, eventId: 0n };

/** All that is known once everything has come to rest. */
export type Evidence = {
  /** The owner's line. */
  db: pg.Pool | pg.Client;
  /** The address that web and worker are given. */
  url: string;
  /** The root of the file store. */
  files: string;
  since: Since;
  client: ClientLedger;
  servers: readonly ServerLedger[];
  /** Runs that were made to fail; every other acknowledged run has to succeed, or be canceled by somebody. */
  mayFail: ReadonlySet<string>;
  /**
   * The place in the outbox at which all came to rest, and every stream has to have come by then; null for its end.
   * Servers are probed even at rest, so that more may be told at any time.
   */
  restedAt: string | null;
};

export type Checker = (evidence: Evidence) => Promise<Violation[]>;

/** The place up to which everything was judged, for the next round to begin at. */
export async function readSince(db: Evidence["db"]): Promise<Since> {
  const { rows } = await db.query<{ queue_seq: string; audit_id: string; event_id: string }>(`
    SELECT coalesce((SELECT max(queue_seq) FROM run), 0) AS queue_seq,
           coalesce((SELECT max(id) FROM audit), 0) AS audit_id,
           coalesce((SELECT max(id) FROM event), 0) AS event_id`);
  const [row] = rows;
  if (row === undefined) throw new Error("Postgres told no position.");
  return { queueSeq: BigInt(row.queue_seq), auditId: BigInt(row.audit_id), eventId: BigInt(row.event_id) };
}
