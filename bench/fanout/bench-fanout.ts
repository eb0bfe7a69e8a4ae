import { join } from "node:path";
import { createDb } from "#lib/db/client";
import type { Bar } from "../kit/bar.ts";
import { startChild } from "../kit/child.ts";
import { startRig } from "../kit/rig.ts";
import type { Session } from "../kit/session.ts";
import { startClientFleet } from "./client-fleet.ts";
import { measureDelay, type DelayScale } from "./measure-delay.ts";
import { measureReconnects, type ReconnectScale } from "./measure-reconnects.ts";

export type FanoutScale = { delay: DelayScale; reconnects: ReconnectScale };

const full: FanoutScale = {
  delay: { clients: 500, rounds: 5, warmUp: 10, events: 30, everyMs: 100 },
  reconnects: { clients: 500, times: 1000, withinMs: 30_000, writers: 4, mostHeldMs: 1000 },
};
const quick: FanoutScale = {
  delay: { clients: 500, rounds: 3, warmUp: 5, events: 10, everyMs: 100 },
  reconnects: { clients: 100, times: 200, withinMs: 6000, writers: 4, mostHeldMs: 500 },
};

/**
 * P9: from commit to client through the built web app, against bare Node with one LISTEN; then every client's ledger
 * against the outbox while connections break at random moments and transactions commit out of order.
 */
export function benchFanout(session: Session): Promise<Bar[]> {
  return measureFanout(session, session.options.quick ? quick : full);
}

export async function measureFanout(session: Session, scale: FanoutScale): Promise<Bar[]> {
  const rig = await startRig();
  const db = createDb({ url: rig.databaseUrl, poolSize: 4 });
  try {
    const { isLoaded } = await session.calibrate(rig.databaseUrl);
    const web = await rig.web();
    const bare = await startChild({
      name: "bare-stream",
      args: ["bench/fanout/bare-stream.ts"],
      env: { DATABASE_URL: rig.databaseUrl },
      logFolder: join(rig.folder, "logs"),
    });
    const fleet = await startClientFleet(rig.folder);
    try {
      const key = web.key;
      const sides = {
        ours: { url: `${web.url}/api/v1/events`, key },
        base: { url: String(bare.hello["url"]), key: "" },
      };
      const delay = await measureDelay(session, { db, fleet, sides, isLoaded }, scale.delay);
      const ledgers = await measureReconnects(
        session,
        { db, databaseUrl: rig.databaseUrl, fleet, ...sides.ours },
        scale.reconnects,
      );
      return [...delay, ledgers];
    } finally {
      await fleet.stop();
      await bare.stop();
    }
  } finally {
    await db.$disconnect();
    await rig.stop();
  }
}
