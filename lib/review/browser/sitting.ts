import type { Verdict } from "#lib/review/decision-schema";

/** One step that undo takes back: one verdict, or all of a bulk action. */
export type Step = {
  outputs: readonly string[];
  verdict: Verdict;
  /** What to call it on the undo button: the end of the seed, or how many. */
  label: string;
};

export type StepStorage = Pick<Storage, "getItem" | "setItem">;

const kept = 200;

/** The verdicts of one person in one tab, newest last. They outlive a reload, not the tab. */
export type Sitting = {
  last(): Step | undefined;
  push(step: Step): void;
  /** Takes a step off, wherever it stands: a verdict that failed was never given. */
  remove(step: Step): void;
  subscribe(listener: () => void): () => void;
};

/** Storage may be forbidden or full; then undo works until the next reload and nothing else changes. */
export function createSitting(storage: StepStorage | undefined, personId: string): Sitting {
  const name = `proofsheet.sitting.${personId}`;
  let steps = readSteps(storage, name);
  const listeners = new Set<() => void>();
  function keep(next: readonly Step[]): void {
    steps = next.slice(-kept);
    try {
      storage?.setItem(name, JSON.stringify(steps));
    } catch {
      // Full or forbidden.
    }
    for (const listener of listeners) listener();
  }
  return {
    last: () => steps.at(-1),
    push: (step) => keep([...steps, step]),
    remove: (step) => keep(steps.filter((other) => other !== step)),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function readSteps(storage: StepStorage | undefined, name: string): readonly Step[] {
  try {
    const value: unknown = JSON.parse(storage?.getItem(name) ?? "[]");
    return Array.isArray(value) ? value.filter(isStep) : [];
  } catch {
    return [];
  }
}

function isStep(value: unknown): value is Step {
  const step = value as Partial<Step> | null;
  return (
    Array.isArray(step?.outputs) &&
    step.outputs.every((id) => typeof id === "string") &&
    (step.verdict === "approved" || step.verdict === "rejected" || step.verdict === "reseeded") &&
    typeof step.label === "string"
  );
}
