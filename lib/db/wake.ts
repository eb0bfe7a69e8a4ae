import type { Db } from "./client.ts";

/**
 * What listeners wait for: `event` new lines in the outbox, `queue` work for the dispatcher, `progress` fresh
 * progress of a run (payload: its id).
 */
export type WakeChannel = "event" | "queue" | "progress";

/** Channel names in Postgres. */
export function channelName(channel: WakeChannel): string {
  return `proofsheet_${channel}`;
}

/** NOTIFY takes an instance-wide lock at commit, so a burst of wake-ups becomes one. */
const gatherMs = 10;

const pending = new Map<Db, Map<WakeChannel, ReturnType<typeof setTimeout>>>();

/** Sends a bare wake-up soon. A hint only: every listener also polls, so a lost one costs a second, not a result. */
export function wake(db: Db, channel: WakeChannel): void {
  const timers = pending.get(db) ?? new Map<WakeChannel, ReturnType<typeof setTimeout>>();
  pending.set(db, timers);
  if (timers.has(channel)) return;
  const timer = setTimeout(() => {
    timers.delete(channel);
    if (timers.size === 0) pending.delete(db);
    db.$executeRaw`SELECT pg_notify(${channelName(channel)}, '')`.catch(() => undefined);
  }, gatherMs);
  timers.set(channel, timer);
}
