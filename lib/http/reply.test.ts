import { expect, test } from "vitest";
import { jsonReply } from "./reply.ts";

test("what fits into a few packets is sent as it is, what is longer may be compressed on its way", () => {
  const caching = (length: number) => jsonReply(200, "x".repeat(length)).headers.get("cache-control");
  expect(caching(2000)).toBe("no-store, no-transform");
  expect(caching(200_000)).toBe("no-store");
});
