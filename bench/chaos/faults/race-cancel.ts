import { pause } from "../arena/load.ts";
import type { Arena } from "../arena/arena.ts";
import type { Fault } from "./fault.ts";

const lengthMs = 600;
const within = 20;

export const raceCancel: Fault = {
  id: "F18",
  what: "cancel races completion, on servers with and without targeted interrupt",
  variants: ["at the end", "anywhere"],
  async inject({ arena, random, variant }) {
    const params = { steps: 12, delay: lengthMs / 12 / 1000 };
    const runIds = await arena.client.submit(params, 4);
    const told = await Promise.all(
      runIds.map(async (runId) => {
        await untilExecuting(arena, runId);
        await pause(
          variant === "at the end" ? lengthMs + random.between(-within, within) : random.between(0, lengthMs),
        );
        return arena.client.cancel(runId);
      }),
    );
    const taken = told.filter((status) => status === 200).length;
    return `${taken} of ${told.length} cancellations taken, the others came too late`;
  },
};

/** Or until it has ended already. */
async function untilExecuting(arena: Arena, runId: string): Promise<void> {
  while (true) {
    const { rows } = await arena.db.query(
      "SELECT FROM attempt WHERE run_id = $1 AND status NOT IN ('submitting', 'accepted')",
      [runId],
    );
    if (rows.length > 0) return;
    await pause(5);
  }
}
