import { expect, test } from "vitest";
import { hashToken, isSameSecret, newToken } from "./token.ts";

test("a token has 256 bits, fits into an address, and is never the same", () => {
  const tokens = new Set(Array.from({ length: 1000 }, () => newToken("psk_")));
  expect(tokens.size).toBe(1000);
  for (const token of tokens) expect(token).toMatch(/^psk_[A-Za-z0-9_-]{43}$/);
});

test("what is stored is the SHA-256 of the token", () => {
  expect(hashToken("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

test("secrets of any length are compared", () => {
  expect(isSameSecret("one secret", "one secret")).toBe(true);
  expect(isSameSecret("one secret", "one secreT")).toBe(false);
  expect(isSameSecret("short", "a much longer one")).toBe(false);
});
