import { pause } from "../arena/load.ts";
import type { Fault } from "./fault.ts";

export const disturbSockets: Fault = {
  id: "F7",
  what: "ComfyUI's socket is dropped, half-open or silent",
  variants: ["dropped", "half-open", "silent", "deaf after a reconnect", "dropped in mid-run"],
  async inject({ arena, random, variant }) {
    await pause(random.between(0, 400));
    const server = random.pick(arena.servers);
    switch (variant) {
      case "dropped":
        await server.simulator.command({ command: "drop-sockets" });
        break;
      case "half-open":
        server.line.strand();
        break;
      case "silent":
        await server.simulator.command({ command: "stall-sockets" });
        break;
      case "deaf after a reconnect":
        await server.simulator.command({ command: "deafen-sockets" });
        break;
      default:
        await server.simulator.arm({ kind: "drop-sockets-mid-run" });
        await pause(500);
    }
    return `${server.name}: ${variant}`;
  },
};
