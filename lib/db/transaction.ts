import type { Prisma } from "#prisma";
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

/** Asks for a wake-up of `channel` when `tx` has committed. */
export function wakeAfterCommit(tx: Tx, channel: WakeChannel): void {
  wakes.get(tx)?.add(channel);
}

/**
 * Lets a wake-up of `channel` leave together with the commit of `tx`, a round trip sooner. It holds the lock that all
 * notifying commits share while it waits for the disk: only for what comes now and then and people wait for.
 */
export async function wakeWithCommit(tx: Tx, channel: WakeChannel): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${channelName(channel)}, '')`;
}
