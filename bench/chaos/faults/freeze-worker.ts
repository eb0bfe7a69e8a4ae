import { pause } from "../arena/load.ts";
import type { Fault } from "./fault.ts";

/** Several leases long, so that others have taken its attempts over when it wakes. */
const longest = { short: 2500, long: 6000 };

export const freezeWorker: Fault = {
  id: "F3",
  what: "zombie: a worker sleeps past its lease and wakes with an old fence",
  variants: Object.keys(longest),
  async inject({ arena, random, variant }) {
    await pause(random.between(0, 500));
    const worker = await random.pick(arena.workers).current();
    const sleepMs = random.between(1600, variant === "long" ? longest.long : longest.short);
    worker.signal("SIGSTOP");
    await pause(sleepMs);
    worker.signal("SIGCONT");
    return `${worker.name} slept ${Math.round(sleepMs)} ms`;
  },
};
