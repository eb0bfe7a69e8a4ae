import type { Verdict } from "#lib/review/decision-schema";
import type { StepView } from "#lib/review/step-schema";
import { seedTail } from "#lib/review/browser/desk/words";

/** One step that undo takes back: one verdict, or all of a bulk action. */
export type Step = {
  /** The server's name of it; a verdict that is still on its way has none. */
  id?: string;
  outputs: readonly string[];
  verdict: Verdict;
  /** What to call it on the undo button: the end of the seed, or how many. */
  label: string;
  /** What was written for it and is nowhere else: undo gives it back. */
  note?: string | undefined;
};

/**
 * The verdicts that undo takes back, newest last. Those given on this page are known here; what was given before it
 * was opened, or in another tab, the server tells.
 */
export type Sitting = {
  last(): Step | undefined;
  push(step: Step): void;
  /** Takes a step off, wherever it stands: a verdict that failed was never given. */
  remove(step: Step): void;
  /** Takes off the step of one output: its verdict does not stand any more. */
  forget(output: string): void;
  /** Asks the server what undo would take back where nothing was given here. */
  recall(): Promise<void>;
  subscribe(listener: () => void): () => void;
};

export function createSitting(readLast: () => Promise<StepView | null>): Sitting {
  let given: readonly Step[] = [];
  let before: Step | undefined;
  let asks = 0;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };

  async function recall(): Promise<void> {
    const ask = (asks += 1);
    const last = await readLast();
    if (ask !== asks) return;
    const step = last === null ? undefined : stepOf(last);
    // A verdict given meanwhile may be the very answer; what came before that is asked for once it is undone.
    const isGiven = step !== undefined && given.some((one) => isOfSame(one, step));
    before = isGiven ? undefined : step;
    tell();
  }

  return {
    last: () => given.at(-1) ?? before,
    push(step) {
      given = [...given, step];
      tell();
    },
    remove(step) {
      if (step === before) before = undefined;
      given = given.filter((other) => other !== step);
      tell();
    },
    forget(output) {
      const isIts = ({ outputs }: Step) => outputs.length === 1 && outputs[0] === output;
      if (before !== undefined && isIts(before)) before = undefined;
      given = given.filter((step) => !isIts(step));
      tell();
    },
    recall,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** What undo says that it takes back: the end of a seed where that is known, or how many. */
export function labelStep(outputs: readonly string[], seed: string | null | undefined): string {
  if (outputs.length !== 1) return `${outputs.length} pictures`;
  return seed === undefined ? "1 picture" : seedTail(seed);
}

function isOfSame(one: Step, other: Step): boolean {
  return one.outputs.length === other.outputs.length && one.outputs.every((id) => other.outputs.includes(id));
}

function stepOf({ id, outputs, verdict, seed }: StepView): Step {
  return { id, outputs, verdict, label: labelStep(outputs, seed) };
}
