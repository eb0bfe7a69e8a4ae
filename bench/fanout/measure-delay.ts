import type { Db } from "#lib/db/client";
import { ceiling, judged, type Bar } from "../kit/bar.ts";
import { now } from "../kit/clock.ts";
import { alternate, ratiosOf, tellRatios, type Side } from "../kit/rounds.ts";
import type { Session } from "../kit/session.ts";
import { percentile } from "../kit/stats.ts";
import type { ClientFleet } from "./client-fleet.ts";
import { writeEvent } from "./write-events.ts";

export type DelayScale = { clients: number; rounds: number; warmUp: number; events: number; everyMs: number };

type DelayParts = {
  db: Db;
  fleet: ClientFleet;
  sides: Record<Side, { url: string; key: string }>;
  isLoaded: boolean;
};

const prefix = "delay-";
const mostRatio = 2;
const mostMs = 100;

/** Commit to receipt, every event at every client. Throws when a client misses one. */
export async function measureDelay(
  session: Session,
  { db, fleet, sides, isLoaded }: DelayParts,
  { clients, rounds, warmUp, events, everyMs }: DelayScale,
): Promise<Bar[]> {
  let written = 0;
  const samples = await alternate(rounds, async (side, round, half) => {
    await fleet.connect({ ...sides[side], count: clients, prefix });
    const committed = new Map<string, number>();
    const warm = new Set<string>();
    const startedMs = now();
    for (let n = 0; n < warmUp + events; n += 1) {
      await until(startedMs + n * everyMs);
      written += 1;
      const subject = `${prefix}${written}`;
      if (n < warmUp) warm.add(subject);
      committed.set(subject, await writeEvent(db, side, subject));
    }
    await fleet.received(warmUp + events);
    const receipts = (await fleet.take()).flat();
    await fleet.disconnect();
    const delays = receipts
      .filter(({ subject }) => committed.has(subject) && !warm.has(subject))
      .map(({ subject, atMs }) => atMs - (committed.get(subject) ?? Number.NaN));
    if (delays.length !== clients * events) {
      throw new Error(
        `${clients} clients received ${delays.length} of ${clients * events} events (${side}).`,
      );
    }
    session.say(`round ${round + 1}.${half + 1} ${side}: ${tell(delays)}`);
    return delays;
  });
  session.note("delayMs", samples);
  session.table(
    ["commit to client", "p50, p95 ms"],
    [
      ["ours", tell(samples.ours.flat())],
      ["bare SSE", tell(samples.base.flat())],
    ],
  );
  const ratios = ratiosOf(samples, (delays) => percentile(delays, 95));
  return [
    judged("P9 p95 to bare SSE", tellRatios(ratios), `≤ ${mostRatio} ×`, ratios.median <= mostRatio),
    ceiling("P9 p95", percentile(samples.ours.flat(), 95), mostMs, isLoaded),
  ];
}

function tell(delays: readonly number[]): string {
  return `p50 ${percentile(delays, 50).toFixed(1)}, p95 ${percentile(delays, 95).toFixed(1)}`;
}

async function until(atMs: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, atMs - now())));
}
