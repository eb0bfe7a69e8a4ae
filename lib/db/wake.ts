import type { Db } from "./client.ts";

/**
 * What listeners wait for: `event` new lines in the outbox, `queue` work for the dispatcher (payload: the worker that has
 * looked itself, or nobody), `cancel` a running run is to end, `progress` fresh progress of a run (payload: its id).
 */
export type WakeChannel = "event" | "queue" | "cancel" | "progress";

/** Channel names in Postgres. */
export function channelName(channel: WakeChannel): string {
  return `proofsheet_${channel}`;
}

/** NOTIFY takes an instance-wide lock at commit, so the wake-ups of so many milliseconds become one. */
const gatherMs = 10;
/** Of events somebody looks at: as long as one step of a run takes to write its own, and no longer. */
const eventGatherMs = 4;

type Gathering = { isAsked: boolean };

const gatherings = new Map<Db, Map<WakeChannel, Gathering>>();

/**
 * Sends a bare wake-up soon: of events, which come in bursts, once they have been gathered; of anything else at once
 * when none was sent just now. `sender` is for listeners that know already what they told others; told together with
 * another wake-up it is left out. A hint only: every listener also polls, so a lost one costs a second, not a result.
 */
export function wake(db: Db, channel: WakeChannel, sender = ""): void {
  const open = gatherings.get(db) ?? new Map<WakeChannel, Gathering>();
  gatherings.set(db, open);
  const gathering = open.get(channel);
  if (gathering) {
    gathering.isAsked = true;
    return;
  }
  const isPatient = channel === "event";
  const own: Gathering = { isAsked: isPatient };
  open.set(channel, own);
  if (!isPatient) send(db, channel, sender);
  setTimeout(
    () => {
      open.delete(channel);
      if (open.size === 0) gatherings.delete(db);
      if (!own.isAsked) return;
      if (isPatient) send(db, channel, "");
      else wake(db, channel);
    },
    isPatient ? eventGatherMs : gatherMs,
  );
}

/** Without a write of its own, the commit of a NOTIFY waits for no disk. */
function send(db: Db, channel: WakeChannel, sender: string): void {
  db.$executeRaw`SELECT pg_notify(${channelName(channel)}, ${sender})`.catch(() => undefined);
}
