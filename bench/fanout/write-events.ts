import type { Db } from "#lib/db/client";
import { inTransaction } from "#lib/db/transaction";
import { appendEvents, insertEvents, type NewEvent } from "#lib/event/event-store";
import { openTransaction } from "#lib/event/testing/held-transaction";
import { now } from "../kit/clock.ts";
import type { Random } from "../kit/random.ts";
import type { Side } from "../kit/rounds.ts";

export const bareChannel = "bench_bare";

/** As a run that moves on writes it; it concerns everybody. */
function eventOf(subjectId: string): NewEvent {
  return {
    kind: "run.changed",
    projectId: null,
    subjectId,
    data: { status: "running", batchId: subjectId, error: null },
  };
}

/**
 * One event in a transaction, the same row for both sides; ours wakes its readers as it does, the bare one gets the
 * event in its notification. Answers when the commit was asked for, by `now`.
 */
export function writeEvent(db: Db, side: Side, subject: string): Promise<number> {
  const event = eventOf(subject);
  return inTransaction(db, async (tx) => {
    if (side === "ours") {
      await appendEvents(tx, [event]);
    } else {
      await tx.$executeRaw`${insertEvents([event])}`;
      const payload = JSON.stringify({ ...event, subject, at: new Date() });
      await tx.$executeRaw`SELECT pg_notify(${bareChannel}, ${payload})`;
    }
    return now();
  });
}

export type HeldOrder = {
  writers: number;
  mostHeldMs: number;
  prefix: string;
};

/**
 * Until `signal` says otherwise: transactions of several writers that overlap and commit in another order than they
 * began, each with an event at its beginning and one at its end; one in four is rolled back.
 */
export async function writeHeld(
  databaseUrl: string,
  random: Random,
  { writers, mostHeldMs, prefix }: HeldOrder,
  signal: AbortSignal,
): Promise<void> {
  let begun = 0;
  async function write(): Promise<void> {
    while (!signal.aborted) {
      begun += 1;
      const name = `${prefix}${begun}`;
      const held = await openTransaction(databaseUrl);
      await held.append(`${name}-a`);
      await new Promise((resolve) => setTimeout(resolve, random.between(0, mostHeldMs)));
      await held.append(`${name}-b`);
      await (random.integer(1, 4) === 4 ? held.rollBack() : held.commit());
    }
  }
  await Promise.all(Array.from({ length: writers }, write));
}
