import { beforeEach, expect, test, vi } from "vitest";
import type { Picture } from "./decode-queue.ts";
import { isPictureShown, setShownPicture } from "./shown-picture.ts";
import { createStand } from "./stand.ts";
import { sampleOutput } from "#lib/review/browser/testing/sample-output";

const shown = (id: string) => ({ row: sampleOutput(id), picture: {} as Picture });

beforeEach(() => setShownPicture("stage", null));

test("a picture that is expected is put up, and known to be on screen", () => {
  const stand = createStand("stage");
  const told = vi.fn();
  stand.subscribe(told);
  stand.expect("a");
  stand.put(shown("a"), "a 1440");
  expect([stand.read()?.row.id, stand.name(), isPictureShown("a")]).toEqual(["a", "a 1440", true]);
  expect(told).toHaveBeenCalledOnce();
});

test("a picture that was left meanwhile comes too late", () => {
  const stand = createStand("stage");
  stand.expect("a");
  stand.expect("b");
  stand.put(shown("a"), "a 1440");
  expect(stand.read()).toBeNull();
  expect(isPictureShown("a")).toBe(false);
});

test("what is put ahead tells nobody, is known to be on screen, and makes what was waited for late", () => {
  const stand = createStand("stage");
  const told = vi.fn();
  stand.expect("a");
  stand.put(shown("a"), "a 1440");
  stand.subscribe(told);
  stand.putAhead(shown("b"), "b 1440");
  stand.put(shown("a"));
  expect([stand.read()?.row.id, stand.name()]).toEqual(["b", "b 1440"]);
  expect([isPictureShown("a"), isPictureShown("b")]).toEqual([false, true]);
  expect(told).not.toHaveBeenCalled();
});

test("an original keeps the name of the copy it replaces", () => {
  const stand = createStand("stage");
  stand.expect("a");
  stand.put(shown("a"), "a 1440");
  stand.put(shown("a"));
  expect(stand.name()).toBe("a 1440");
});
