import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson, parseExactJson, stringifyExactJson, type ExactJson } from "./json.ts";

const exactJson: fc.Arbitrary<ExactJson> = fc.letrec<{ value: ExactJson }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constant(null),
    fc.boolean(),
    fc.string(),
    fc.maxSafeInteger(),
    fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n - 1n }),
    fc.array(tie("value")),
    fc.dictionary(
      fc.string().filter((key) => key !== "__proto__"),
      tie("value"),
      { noNullPrototype: true },
    ),
  ),
})).value;

test("every integer survives from text to value to text, digit for digit", () => {
  fc.assert(
    fc.property(exactJson, (value) => {
      const text = stringifyExactJson(value);
      expect(stringifyExactJson(parseExactJson(text))).toBe(text);
    }),
  );
});

test("T-40 plain JSON.parse damages the largest seed, parseExactJson does not", () => {
  const text = '{"seed":18446744073709551615}';
  expect(JSON.stringify(JSON.parse(text))).not.toBe(text);
  expect(stringifyExactJson(parseExactJson(text))).toBe(text);
});

test("the order of keys does not change the canonical text", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.integer(), { noNullPrototype: true }), (entries) => {
      const reversed = Object.fromEntries(Object.entries(entries).reverse());
      expect(canonicalJson(reversed)).toBe(canonicalJson(entries));
    }),
  );
});
