import { Buffer } from "node:buffer";
import { expect, test } from "vitest";
import { newId } from "#lib/ids";
import { decodeCursor, encodeCursor } from "./cursor.ts";

test("a cursor comes back as it went", () => {
  const cursor = { at: new Date("2026-03-04T05:06:07.089Z"), id: newId() };
  expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor);
});

test.each([
  ["nothing", ""],
  ["noise", "\u0000\uffff"],
  ["no id", "2026-03-04T05:06:07.089Z"],
  ["an id of another kind", "2026-03-04T05:06:07.089Z nope"],
  ["a time before any database's", `-271821-04-20T00:00:00.000Z ${newId()}`],
  ["the year nought", `0000-01-01T00:00:00.000Z ${newId()}`],
  ["a time after any database's", `+275760-09-13T00:00:00.000Z ${newId()}`],
])("a made-up cursor is malformed: %s", (_why, text) => {
  expect(() => decodeCursor(Buffer.from(text).toString("base64url"))).toThrow("not one of ours");
});
