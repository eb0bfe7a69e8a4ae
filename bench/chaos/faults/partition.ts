import { pause } from "../arena/load.ts";
import type { Direction, TcpProxy } from "#lib/db/testing/tcp-proxy";
import type { Fault } from "./fault.ts";

const ways: Record<string, readonly Direction[]> = { both: ["up", "down"], up: ["up"], down: ["down"] };

export const partition: Fault = {
  id: "F15",
  what: "partition between worker and database, or worker and ComfyUI",
  variants: ["database", "ComfyUI"].flatMap((far) => [
    ...Object.keys(ways).map((way) => `${far} ${way}`),
    `${far} cut`,
    `${far} half-open`,
  ]),
  async inject({ arena, random, variant }) {
    const [far = "", way = ""] = variant.split(" ");
    const line: TcpProxy =
      far === "database" ? random.pick(arena.lines.workers) : random.pick(arena.servers).line;
    await pause(random.between(0, 400));
    const awayMs = random.between(200, 3000);
    if (way === "cut") line.cut();
    else if (way === "half-open") line.strand();
    else line.hold(...(ways[way] ?? []));
    await pause(awayMs);
    line.mend();
    return `${variant} for ${Math.round(awayMs)} ms`;
  },
};
