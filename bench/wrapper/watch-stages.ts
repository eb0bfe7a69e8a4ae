import type { RigSimulator } from "../kit/simulator.ts";
import { median } from "../kit/stats.ts";
import { workMs } from "./wrapped-workflow.ts";

/** Milliseconds of one submission: until it arrived at ComfyUI, what that took beyond the work itself, and the rest. */
type Stages = { before: number; within: number; after: number };

/** Where the added time goes, as the simulator's ledger saw it. For one submission at a time. */
export function watchStages(simulator: RigSimulator) {
  const byName = new Map<string, Stages[]>();
  return {
    /** Call after each submission with when it began and ended, by `now`. */
    async note(name: string, startedAtMs: number, endedAtMs: number): Promise<void> {
      const prompt = (await simulator.ledger()).prompts.at(-1);
      if (!prompt?.endedAt) throw new Error(`${name} is done before the simulator is.`);
      const stages = {
        before: prompt.arrivedAt - startedAtMs,
        within: prompt.endedAt - prompt.arrivedAt - workMs,
        after: endedAtMs - prompt.endedAt,
      };
      byName.set(name, [...(byName.get(name) ?? []), stages]);
    },
    byName: () => Object.fromEntries(byName),
    medians(name: string): string[] {
      const all = byName.get(name) ?? [];
      return (["before", "within", "after"] as const).map((stage) =>
        median(all.map((stages) => stages[stage])).toFixed(0),
      );
    },
  };
}
