import { expect, test } from "vitest";
import { frameMark, scriptPerFrame, type TraceEvent } from "./script-per-frame.ts";

const page = { pid: 1, tid: 7 };
const mark = (ts: number): TraceEvent => ({ ...page, name: frameMark, ph: "I", ts });
const ran = (name: string, ts: number, dur: number): TraceEvent => ({ ...page, name, ph: "X", ts, dur });

test("script counts for the frame it runs in, once even where one call holds another, and only on the page's thread", () => {
  const events = [
    mark(0),
    ran("EventDispatch", 1000, 3000),
    ran("FunctionCall", 1500, 2000),
    ran("Layout", 5000, 9000),
    { ...ran("FunctionCall", 6000, 5000), tid: 8 },
    mark(16_000),
    ran("RunMicrotasks", 17_000, 1000),
    mark(32_000),
  ];
  expect(scriptPerFrame(events)).toEqual([3, 1]);
});

test("a trace without marks has no frames, rather than frames without script", () => {
  expect(scriptPerFrame([ran("FunctionCall", 0, 1000)])).toEqual([]);
});
