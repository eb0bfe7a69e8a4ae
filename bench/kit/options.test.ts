import { expect, test } from "vitest";
import { readOptions } from "./options.ts";

test("names, switches and numbers are told apart, in any order", () => {
  expect(readOptions(["slots", "--kill", "--quick", "--seed", "7"])).toEqual({
    names: ["slots"],
    quick: true,
    seed: 7,
    extra: { kill: "true" },
  });
  expect(readOptions(["--seed", "3", "--minutes", "2.5", "soak", "--short"])).toEqual({
    names: ["soak"],
    quick: false,
    seed: 3,
    extra: { minutes: "2.5", short: "true" },
  });
});

test("a seed that is no number is refused in a sentence", () => {
  expect(() => readOptions(["--seed=tuesday"])).toThrow(/whole number/);
});
