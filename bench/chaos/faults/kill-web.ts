import { randomUUID } from "node:crypto";
import { pause } from "../arena/load.ts";
import type { Fault } from "./fault.ts";

/** How long after a submission left its client the web process dies: before, inside and after its transaction. */
const moments: Record<string, [number, number]> = { before: [0, 1], inside: [2, 12], after: [15, 60] };

export const killWeb: Fault = {
  id: "F1",
  what: "web process killed in mid-submit",
  variants: Object.keys(moments),
  async inject({ arena, random, variant }) {
    const [low, high] = moments[variant] ?? [0, 60];
    const delayMs = random.between(low, high);
    await pause(random.between(0, 300));
    const key = randomUUID();
    const body = JSON.stringify({ workflow: "slow_probe", params: { steps: 2, delay: 0.05 }, count: 2 });
    const web = await arena.web.current();
    const first = arena.client.trySubmit(key, body);
    await pause(delayMs);
    await web.kill();
    let answer = await first;
    const told = answer === null ? "unanswered" : `answered ${answer.status}`;
    while (answer === null || answer.status >= 500) {
      await pause(100);
      answer = await arena.client.trySubmit(key, body);
    }
    // Once more: the key stands for what was done, whoever asks.
    await arena.client.trySubmit(key, body);
    return `killed ${delayMs.toFixed(1)} ms after a submission left, which was ${told} at first`;
  },
};
