import { pause } from "../arena/load.ts";
import type { Fault } from "./fault.ts";

export const fillDisk: Fault = {
  id: "F11",
  what: "the disk of the pictures is full",
  variants: ["a moment", "a while"],
  missing: ({ disk }) => (disk === null ? "only root can mount a small disk" : null),
  async inject({ arena, random, variant }) {
    await pause(random.between(0, 300));
    arena.disk?.fill();
    const fullMs = variant === "a while" ? random.between(1000, 3000) : random.between(100, 600);
    await pause(fullMs);
    arena.disk?.empty();
    return `full for ${Math.round(fullMs)} ms`;
  },
};
