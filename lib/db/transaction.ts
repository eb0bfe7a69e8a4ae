import { Prisma } from "#prisma";
import type { Db } from "./client.ts";
import { channelName, wake, type WakeChannel } from "./wake.ts";

export type Tx = Prisma.TransactionClient;

const wakes = new WeakMap<Tx, Set<WakeChannel>>();

/**
 * Runs `work` in one transaction and, only after the commit, sends the wake-ups it asked for. A notification sent
 * before the commit would wake readers who then find nothing.
 */
export async function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  const channels = new Set<WakeChannel>();
  const result = await db.$transaction(
    async (tx) => {
      wakes.set(tx, channels);
      return work(tx);
    },
    { maxWait: 10_000, timeout: 20_000 },
  );
  for (const channel of channels) wake(db, channel);
  return result;
}

/** Runs `work` in the transaction that `db` is already, or else in one of its own. */
export async function joinTransaction<T>(db: Db | Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  return isClient(db) ? inTransaction(db, work) : work(db);
}

/**
 * Asks for a wake-up of `channel` when the change is committed: after a statement that was sent outside any transaction
 * it is, inside of one that comes later.
 */
export function wakeAfterCommit(db: Db | Tx, channel: WakeChannel): void {
  if (isClient(db)) wake(db, channel);
  else wakes.get(db)?.add(channel);
}

function isClient(db: Db | Tx): db is Db {
  return !wakes.has(db);
}

/**
 * The column of a SELECT that lets a wake-up of `channel` leave together with the commit, a round trip sooner. It holds
 * the lock that all notifying commits share while it waits for the disk: only for what comes now and then and people
 * wait for, a run's beginning and its end.
 */
export function notified(channel: WakeChannel): Prisma.Sql {
  return Prisma.sql`pg_notify(${channelName(channel)}, '')::text`;
}
