import type { Db } from "#lib/db/client";
import { judged, type Bar } from "../kit/bar.ts";
import type { Session } from "../kit/session.ts";
import type { ClientFleet } from "./client-fleet.ts";
import { addFaults, judgeLedger } from "./judge-ledger.ts";
import { startIdReader } from "./read-by-id.ts";
import { writeHeld } from "./write-events.ts";

export type ReconnectScale = {
  clients: number;
  times: number;
  withinMs: number;
  writers: number;
  mostHeldMs: number;
};

type ReconnectParts = { db: Db; databaseUrl: string; fleet: ClientFleet; url: string; key: string };

const prefix = "storm-";

/**
 * Forced reconnects at random moments under transactions that commit out of the order of their ids; afterwards every
 * client's ledger has to equal the outbox. Throws when a reader that goes by ids alone lost nothing: then there was
 * nothing to withstand.
 */
export async function measureReconnects(
  session: Session,
  { db, databaseUrl, fleet, url, key }: ReconnectParts,
  { clients, times, withinMs, ...held }: ReconnectScale,
): Promise<Bar> {
  await fleet.connect({ url, key, count: clients, prefix });
  const idReader = await startIdReader(databaseUrl, prefix);
  const ending = new AbortController();
  const writing = writeHeld(databaseUrl, session.random, { ...held, prefix }, ending.signal);
  await fleet.reconnect({ times, withinMs, seed: session.random.integer(0, 2 ** 30) });
  ending.abort();
  await writing;
  const outbox = await readOutbox(db);
  const byId = judgeLedger(outbox, await idReader.stop());
  if (byId.lost === 0) throw new Error("A reader by id alone lost nothing: no transaction committed late.");

  // A client that lost something never gets there; its ledger says so.
  await fleet.received(outbox.length).catch((error: unknown) => session.say(String(error)));
  const ledgers = (await fleet.take()).map((receipts) => receipts.map(({ id }) => id));
  const troubles = await fleet.troubles();
  await fleet.disconnect();
  const faults = addFaults(ledgers.map((ledger) => judgeLedger(outbox, ledger)));
  session.note("reconnects", { clients, times, events: outbox.length, faults, byId, troubles });
  session.say(
    `${clients} clients, ${times} reconnects, ${outbox.length} events; a reader by id alone lost ${byId.lost}; ` +
      `${troubles} streams were not to be had at once`,
  );
  const measured = `${faults.lost} lost, ${faults.duplicated} duplicated, ${faults.reordered} reordered`;
  const isMet = ledgers.length === clients && faults.lost + faults.duplicated + faults.reordered === 0;
  return judged("P9 ledgers", measured, "0 of each", isMet);
}

/** Positions in the order of the stream. */
async function readOutbox(db: Db): Promise<string[]> {
  const rows = await db.$queryRaw<{ position: string }[]>`
    SELECT xid || '-' || id AS position FROM event WHERE subject_id LIKE ${`${prefix}%`} ORDER BY xid, id`;
  return rows.map(({ position }) => position);
}
