import { expect, test } from "vitest";
import { priorities, priorityOf, rankOf } from "./run-priority.ts";

test("a priority is kept as a rank and read back as the same word; a higher one goes first", () => {
  for (const priority of priorities) expect(priorityOf(rankOf(priority))).toBe(priority);
  expect(priorities.map(rankOf)).toEqual([-1, 0, 1]);
});
