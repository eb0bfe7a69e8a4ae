import { expect, test } from "vitest";
import { describeEnd } from "./end-words.ts";

const counts = { approved: 12, rejected: 3, reseeded: 1, pending: 0 };

test("SES-6 the end of a list says what it came to, and nothing of what is not left", () => {
  expect(describeEnd({ counts, left: 0, skipped: 0 }, false)).toEqual({
    title: "Everything is decided",
    lines: ["12 approved, 3 rejected, 1 re-seeded."],
  });
});

test("what was skipped is said to be left, and in how far", () => {
  const told = describeEnd({ counts: { ...counts, pending: 5 }, left: 5, skipped: 2 }, false);
  expect(told.title).toBe("The end of the list");
  expect(told.lines.at(-1)).toBe("5 stay undecided, 2 of them skipped.");
});

test("undecided ones that are not one's own are told apart from decided ones", () => {
  const told = describeEnd({ counts: { ...counts, pending: 1 }, left: 0, skipped: 0 }, false);
  expect(told.title).toBe("Nothing is left for you");
  expect(told.lines.at(-1)).toBe("One waits for another reviewer or is archived.");
  const closed = describeEnd({ counts: { ...counts, pending: 2 }, left: 0, skipped: 0 }, true);
  expect(closed.lines.at(-1)).toBe("2 stay undecided: the review is closed.");
});
