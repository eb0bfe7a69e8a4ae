import { fileURLToPath } from "node:url";
import type { Arena } from "../arena/arena.ts";
import type { Fault } from "./fault.ts";

const hourMs = 60 * 60 * 1000;
const shifts: Record<string, { worker: number; web: number }> = {
  "worker ahead, web behind": { worker: hourMs, web: -hourMs },
  "worker behind, web ahead": { worker: -hourMs, web: hourMs },
};

/**
 * A module loaded before the program moves its `Date`: what libfaketime does, for the one clock that the program can
 * read. Postgres and the other worker keep the right time.
 */
export const shiftClocks: Fault = {
  id: "F16",
  what: "clocks of worker and web an hour off (Date moved inside the processes, not libfaketime)",
  variants: Object.keys(shifts),
  async inject({ arena, variant, load }) {
    const { worker, web } = shifts[variant] ?? { worker: 0, web: 0 };
    await Promise.all([arena.restartWorker(0, shiftedBy(worker)), arena.restartWeb(shiftedBy(web))]);
    await load.ended;
    await submitOnShiftedClocks(arena);
    await Promise.all([arena.restartWorker(0), arena.restartWeb()]);
    return variant;
  },
};

async function submitOnShiftedClocks(arena: Arena): Promise<void> {
  await arena.client.submit({ steps: 2, delay: 0.05 }, 3);
}

function shiftedBy(ms: number): Record<string, string> {
  const preload = fileURLToPath(new URL("../shift-clock.ts", import.meta.url));
  return { CLOCK_SHIFT_MS: String(ms), NODE_OPTIONS: `--import=${preload}` };
}
