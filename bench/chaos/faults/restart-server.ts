import type { WitnessedServer } from "../arena/witnessed-server.ts";
import { pause } from "../arena/load.ts";
import type { Fault } from "./fault.ts";

export const restartServer: Fault = {
  id: "F6",
  what: "ComfyUI restarts in mid-run: queue, history and cache are gone",
  variants: ["at any time", "in mid-node", "killed"],
  async inject({ arena, random, variant }) {
    const server = random.pick(arena.servers);
    await pause(random.between(0, 500));
    if (variant === "at any time") {
      await server.forget();
      return `${server.name} restarted`;
    }
    if (variant === "in mid-node") return restartInRun(server);
    await server.kill();
    const awayMs = random.between(0, 1500);
    await pause(awayMs);
    await server.revive();
    return `${server.name} was killed and came back after ${Math.round(awayMs)} ms`;
  },
};

/** Waits for the next run there to be in its middle; gives up when none comes. */
async function restartInRun(server: WitnessedServer): Promise<string> {
  const { restarts } = await server.simulator.ledger();
  await server.simulator.arm({ kind: "restart-mid-run" });
  for (let look = 0; look < 60; look += 1) {
    await pause(50);
    if ((await server.simulator.ledger()).restarts > restarts) {
      server.noteForgotten();
      return `${server.name} restarted in the middle of a run`;
    }
  }
  await server.simulator.disarm();
  return `${server.name} had no run to restart in`;
}
