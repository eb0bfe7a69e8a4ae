import { expect, it } from "vitest";
import type { StepView } from "#lib/review/step-schema";
import { createSitting, type Step } from "./sitting.ts";

const step = (output: string): Step => ({ outputs: [output], verdict: "approved", label: output });

function stored(output: string): StepView {
  return {
    id: `step-${output}`,
    outputs: [output],
    verdict: "approved",
    seed: "1",
    at: "2026-01-01T00:00:00Z",
  };
}

it("KEY-13 a verdict given before the server has told the last one is undone once, and is not taken for one before it", async () => {
  let answer: (last: StepView) => void = () => undefined;
  const sitting = createSitting(() => new Promise((resolve) => (answer = resolve)));
  const recalled = sitting.recall();
  const given = step("o2");
  sitting.push(given);
  answer(stored("o2"));
  await recalled;
  expect(sitting.last()).toBe(given);
  sitting.remove(given);
  expect(sitting.last()).toBeUndefined();
});

it("KEY-13 what the server tells stays what undo takes back where a verdict given meanwhile was refused", async () => {
  let answer: (last: StepView) => void = () => undefined;
  const sitting = createSitting(() => new Promise((resolve) => (answer = resolve)));
  const recalled = sitting.recall();
  const refused = step("o2");
  sitting.push(refused);
  answer(stored("o1"));
  await recalled;
  sitting.remove(refused);
  expect(sitting.last()).toMatchObject({ id: "step-o1", outputs: ["o1"] });
});
