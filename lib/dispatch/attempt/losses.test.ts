import { expect, test } from "vitest";
import { losses } from "./losses.ts";
import { isLossCode, nextDelayMs } from "./retry-ladder.ts";

test.each(Object.entries(losses))("%s tells the cause and a remedy, and is tried again", (_name, entry) => {
  const loss = typeof entry === "function" ? entry("the reason.") : entry;
  expect(loss.message).toMatch(/^\w.*\.$/);
  expect(loss.remedy).toMatch(/^\w.*\.$/);
  expect(isLossCode(loss.code)).toBe(true);
  expect(nextDelayMs(loss.code, 0)).not.toBeNull();
});
