import { Prisma } from "#prisma";
import { type Db, queryRows } from "./client.ts";

/**
 * What listeners wait for: `event` new lines in the outbox, `queue` work for the dispatcher (payload: the worker that has
 * looked itself, or nobody), `cancel` a running run is to end, `progress` fresh progress of a run (payload: its id).
 */
export type WakeChannel = "event" | "queue" | "cancel" | "progress";

/** Channel names in Postgres. */
export function channelName(channel: WakeChannel): string {
  return `proofsheet_${channel}`;
}

/** NOTIFY takes an instance-wide lock at commit, so the wake-ups of so many milliseconds after one become one. */
const gatherMs: Readonly<Record<WakeChannel, number>> = {
  queue: 10,
  cancel: 10,
  progress: 10,
  // Somebody looks at these: as long as one step of a run takes to write its own, and no longer.
  event: 4,
};

type Gathering = { isAsked: boolean };

const gatherings = new Map<Db, Map<WakeChannel, Gathering>>();

/**
 * Sends a bare wake-up: at once when none was sent just now, else gathered with others. `sender` is for listeners that
 * know already what they told others; told together with another wake-up it is left out. A hint only: every listener
 * also polls, so a lost one costs a second, not a result.
 */
export function wake(db: Db, channel: WakeChannel, sender = ""): void {
  const open = gatherings.get(db) ?? new Map<WakeChannel, Gathering>();
  gatherings.set(db, open);
  const gathering = open.get(channel);
  if (gathering) {
    gathering.isAsked = true;
    return;
  }
  const own: Gathering = { isAsked: false };
  open.set(channel, own);
  // Whoever wakes others has something to go on with first, such as posting what was just claimed.
  setImmediate(send, db, channel, sender);
  setTimeout(() => {
    open.delete(channel);
    if (open.size === 0) gatherings.delete(db);
    if (own.isAsked) wake(db, channel);
  }, gatherMs[channel]);
}

/** Without a write of its own, the commit of a NOTIFY waits for no disk. */
function send(db: Db, channel: WakeChannel, sender: string): void {
  queryRows(db, Prisma.sql`SELECT pg_notify(${channelName(channel)}, ${sender})::text`).catch(
    () => undefined,
  );
}
