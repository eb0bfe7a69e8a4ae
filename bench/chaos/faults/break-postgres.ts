import { pause } from "../arena/load.ts";
import type { Fault } from "./fault.ts";

export const crashPostgres: Fault = {
  id: "F4",
  what: "Postgres crashes and recovers",
  variants: ["at once", "after a while"],
  async inject({ arena, random, variant }) {
    await pause(random.between(0, 500));
    await arena.rig.postgres.crash();
    const awayMs = variant === "at once" ? 0 : random.between(200, 2000);
    await pause(awayMs);
    await arena.rig.postgres.start();
    return `away for ${Math.round(awayMs)} ms and its recovery`;
  },
};

export const closeConnections: Fault = {
  id: "F5",
  what: "every database connection is closed",
  variants: ["once", "three times"],
  async inject({ arena, random, variant }) {
    const times = variant === "once" ? 1 : 3;
    let closed = 0;
    for (let time = 0; time < times; time += 1) {
      await pause(random.between(0, 400));
      const { rows } = await arena.db.query<{ ended: boolean }>(
        `SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity
         WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
      );
      closed += rows.length;
    }
    return `${closed} connections closed in ${times} blows`;
  },
};
