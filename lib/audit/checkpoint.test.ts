import fc from "fast-check";
import { expect, test } from "vitest";
import { formatCheckpoint, parseCheckpoint } from "./checkpoint.ts";

test("a checkpoint comes back as it was written down, spaces around it or not", () => {
  const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }), hash, (length, hash) => {
      expect(parseCheckpoint(` ${formatCheckpoint({ length, hash })}\n`)).toEqual({ length, hash });
    }),
  );
});

test.each(["", "12", "12:ab", `12:${"g".repeat(64)}`, `-1:${"a".repeat(64)}`, `1:${"a".repeat(65)}`])(
  "%j is no checkpoint",
  (text) => expect(parseCheckpoint(text)).toBeNull(),
);
