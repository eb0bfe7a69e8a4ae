import type { Sitting, Step } from "./sitting.ts";
import type { UnsentVerdict, UnsentWrites } from "./unsent.ts";

/** Verdicts of somebody who was signed out: they wait here and in the browser until somebody has signed in again. */
export type KeptBack = {
  add(verdict: UnsentVerdict): void;
  isEmpty(): boolean;
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
  const waiting = new Map<string, { verdict: UnsentVerdict; step?: Step }>();
  return {
    add: (verdict) => void waiting.set(verdict.output, { verdict }),
    isEmpty: () => waiting.size === 0,
    keep(output, step) {
      const one = waiting.get(output);
      if (one !== undefined) one.step = step;
      return one !== undefined;
    },
    drop(output) {
      const one = waiting.get(output);
      if (one === undefined) return false;
      waiting.delete(output);
      unsent.remove(one.verdict.key);
      if (one.step !== undefined) sitting.remove(one.step);
      return true;
    },
    takeAll() {
      const left = new Set(unsent.all().map(({ key }) => key));
      const isLeft = ({ key }: UnsentVerdict) => left.has(key) || !unsent.isKept();
      const all = [...waiting].flatMap(([output, { verdict, step }]) =>
        step === undefined ? [] : [{ output, verdict: isLeft(verdict) ? verdict : undefined, step }],
      );
      waiting.clear();
      return all;
    },
  };
}
