import { expect, test } from "vitest";
import { passwordHint } from "./password-hint.ts";

test.each([
  ["", "short", /At least 10/],
  ["ninechars", "short", /^1 more character to go/],
  ["eightchr", "short", /^2 more characters to go/],
  ["aaaaaaaaaaaa", "weak", /repeats/],
  ["0123456789", "weak", /counts/],
  ["abcdefghijkl", "weak", /counts/],
  ["maria-rossi-7", "weak", /has “maria” in it/],
  ["xk2mfqwplz", "fair", /Fair/],
  ["Tomato-kite-9", "strong", /Strong/],
  ["unrelated words here", "strong", /Strong/],
])("%j is %s", (password, level, words) => {
  expect(passwordHint(password, ["Maria Rossi", "maria@example.com"])).toEqual({
    level,
    words: expect.stringMatching(words),
  });
});
