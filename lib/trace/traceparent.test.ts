import { expect, test } from "vitest";
import { formatTraceparent, parseTraceparent } from "./traceparent.ts";

const text = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

test("a traceparent is read and written as the W3C has it", () => {
  const context = parseTraceparent(text);
  expect(context).toMatchObject({ traceFlags: 1, isRemote: true });
  expect(context && formatTraceparent(context)).toBe(text);
});

test.each(["", "nonsense", text.toUpperCase(), `${text}-x`, text.replace(/-4bf\w+-/, `-${"0".repeat(32)}-`)])(
  "%j is none",
  (broken) => expect(parseTraceparent(broken)).toBeNull(),
);
