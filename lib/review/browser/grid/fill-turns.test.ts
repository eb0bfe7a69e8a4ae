import { expect, test } from "vitest";
import { createFillTurns } from "./fill-turns.ts";

function setUp() {
  const frames: (() => void)[] = [];
  let nowMs = 0;
  const done: string[] = [];
  const turns = createFillTurns({ nextFrame: (run) => frames.push(run), now: () => nowMs });
  const ask = (name: string, costMs = 2) =>
    turns.ask(() => {
      nowMs += costMs;
      done.push(name);
    });
  /** Draws one frame; says whether there was one to draw. */
  const frame = () => {
    const run = frames.shift();
    run?.();
    return run !== undefined;
  };
  return { turns, ask, frame, done };
}

test("does as much in a frame as it may, in the order asked, and the rest in the next", () => {
  const { ask, frame, done } = setUp();
  for (const name of ["a", "b", "c", "d", "e"]) ask(name);
  frame();
  expect(done).toEqual(["a", "b", "c"]);
  frame();
  expect(done).toEqual(["a", "b", "c", "d", "e"]);
  expect(frame()).toBe(false);
});

test("does nothing while it is held, and goes on afterwards", () => {
  const { turns, ask, frame, done } = setUp();
  ask("a");
  turns.hold(true);
  ask("b");
  while (frame());
  expect(done).toEqual([]);
  turns.hold(false);
  while (frame());
  expect(done).toEqual(["a", "b"]);
});

test("a turn that is given back is not taken", () => {
  const { ask, frame, done } = setUp();
  const giveBack = ask("passed by");
  ask("stays");
  giveBack();
  while (frame());
  expect(done).toEqual(["stays"]);
});
