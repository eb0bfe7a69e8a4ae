import type { RigSimulator } from "../kit/simulator.ts";
import { median } from "../kit/stats.ts";
import { workMs } from "./wrapped-workflow.ts";

/** Milliseconds of one submission: until it arrived at ComfyUI, what that took beyond the work itself, and the rest. */
type Stages = { before: number; within: number; after: number };

/** Where the added time goes, as the simulator's ledger saw it. For one submission at a time. */
export function watchStages(simulator: RigSimulator) {
  const byName = new Map<string, Stages[]>();
  return {
    /** Call after each submission with when it began and ended, by the wall clock. */
    async note(name: string, startedAt: number, endedAt: number): Promise<void> {
      const { arrivals, finished } = await simulator.ledger();
      const [arrivedAt, finishedAt] = [arrivals.at(-1)?.at ?? NaN, finished.at(-1)?.at ?? NaN];
      const stages = {
        before: arrivedAt - startedAt,
        within: finishedAt - arrivedAt - workMs,
        after: endedAt - finishedAt,
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
