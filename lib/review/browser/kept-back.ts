import type { Sitting, Step } from "./sitting.ts";
import { isMany, isWithdrawal, type UnsentVerdict, type UnsentWrites } from "./unsent.ts";

/** Verdicts of somebody who was signed out: they wait here and in the browser until somebody has signed in again. */
export type KeptBack = {
  add(verdict: UnsentVerdict): void;
  /** The step of one that waits: undo takes it back like any other. False where none waits for the output. */
  keep(output: string, step: Step): boolean;
  /** Gives one up: it is not sent any more, and is no step. False where none waits for the output. */
  drop(output: string): boolean;
  /** All that wait, to be sent now; without a verdict where another tab has sent it. */
  takeAll(): { output: string; verdict: UnsentVerdict | undefined; step: Step }[];
};

export function createKeptBack({
  unsent,
  sitting,
}: {
  unsent: UnsentWrites;
  sitting: Pick<Sitting, "remove">;
}): KeptBack {
  const waiting = new Map<string, { key: string; step?: Step }>();
  return {
    add: ({ output, key }) => void waiting.set(output, { key }),
    keep(output, step) {
      const one = waiting.get(output);
      if (one !== undefined) one.step = step;
      return one !== undefined;
    },
    drop(output) {
      const one = waiting.get(output);
      if (one === undefined) return false;
      waiting.delete(output);
      unsent.remove(one.key);
      if (one.step !== undefined) sitting.remove(one.step);
      return true;
    },
    takeAll() {
      const left = unsent.all().filter((write) => !isMany(write) && !isWithdrawal(write)) as UnsentVerdict[];
      const all = [...waiting].flatMap(([output, { key, step }]) =>
        step === undefined ? [] : [{ output, verdict: left.find((write) => write.key === key), step }],
      );
      waiting.clear();
      return all;
    },
  };
}
