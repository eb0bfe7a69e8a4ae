import { expect, test } from "vitest";
import { addFaults, judgeLedger } from "./judge-ledger.ts";

const outbox = ["a", "b", "c", "d"];

test("a ledger that equals the outbox has no faults", () => {
  expect(judgeLedger(outbox, outbox)).toEqual({ lost: 0, duplicated: 0, reordered: 0 });
});

test("what is missing, what came twice and what came late are told apart", () => {
  expect(judgeLedger(outbox, ["a", "c", "d"])).toEqual({ lost: 1, duplicated: 0, reordered: 0 });
  expect(judgeLedger(outbox, ["a", "b", "b", "c", "d", "a"])).toEqual({
    lost: 0,
    duplicated: 2,
    reordered: 0,
  });
  expect(judgeLedger(outbox, ["b", "a", "c", "d"])).toEqual({ lost: 0, duplicated: 0, reordered: 1 });
  const one = { lost: 1, duplicated: 2, reordered: 3 };
  expect(addFaults([one, one])).toEqual({ lost: 2, duplicated: 4, reordered: 6 });
});

test("an event that nobody wrote makes the run invalid", () => {
  expect(() => judgeLedger(outbox, ["a", "z"])).toThrow("not in the outbox");
});
