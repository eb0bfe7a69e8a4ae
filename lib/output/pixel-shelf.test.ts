import { Buffer } from "node:buffer";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Pixels } from "./decode-picture.ts";
import { createPixelShelf } from "./pixel-shelf.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function pixels(bytes: number): Pixels {
  return { data: Buffer.alloc(bytes), raw: { width: bytes, height: 1, channels: 1 } };
}

test("what was put is there until it is dropped or its time is over", () => {
  const shelf = createPixelShelf({ mostBytes: 100, keepMs: 1000 });
  const [kept, dropped] = [pixels(10), pixels(20)];
  shelf.put("kept", kept);
  shelf.put("dropped", dropped);
  shelf.drop("dropped");
  shelf.drop("never seen");
  expect([shelf.get("kept"), shelf.get("dropped")]).toEqual([kept, undefined]);
  vi.advanceTimersByTime(1000);
  expect(shelf.get("kept")).toBeUndefined();
});

test("it never holds more than its bytes, and what leaves makes room", () => {
  const shelf = createPixelShelf({ mostBytes: 100, keepMs: 1000 });
  shelf.put("a", pixels(60));
  shelf.put("a", pixels(60));
  shelf.put("b", pixels(60));
  expect(shelf.get("b")).toBeUndefined();
  shelf.drop("a");
  shelf.put("b", pixels(60));
  expect(shelf.get("b")?.data.byteLength).toBe(60);
});
