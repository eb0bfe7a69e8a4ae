/** An event of Chromium's trace, as far as it is read here; times in microseconds. */
export type TraceEvent = {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  pid: number;
  tid: number;
};

const scripts = new Set([
  "FunctionCall",
  "RunMicrotasks",
  "TimerFire",
  "FireAnimationFrame",
  "EventDispatch",
  "EvaluateScript",
]);
/** Whoever drives the page marks its frames with this name through `performance.mark`. */
export const frameMark = "bench-frame";

/**
 * Milliseconds of script in each frame of a trace: of the thread that carries the marks, between one mark and the next.
 * What runs inside something that counts already counts once.
 */
export function scriptPerFrame(events: readonly TraceEvent[]): number[] {
  const marks = events.filter(({ name }) => name === frameMark).toSorted((a, b) => a.ts - b.ts);
  const [first] = marks;
  if (first === undefined) return [];
  const ran = events
    .filter(
      ({ name, ph, pid, tid }) => ph === "X" && scripts.has(name) && pid === first.pid && tid === first.tid,
    )
    .toSorted((a, b) => a.ts - b.ts);
  const frames: number[] = [];
  let at = 0;
  let coveredUntil = 0;
  for (const [index, { ts }] of marks.entries()) {
    const end = marks[index + 1]?.ts;
    if (end === undefined) break;
    let microseconds = 0;
    for (; at < ran.length; at += 1) {
      const event = ran[at];
      if (event === undefined || event.ts >= end) break;
      const until = event.ts + (event.dur ?? 0);
      if (event.ts >= ts) microseconds += Math.max(0, until - Math.max(event.ts, coveredUntil));
      coveredUntil = Math.max(coveredUntil, until);
    }
    frames.push(microseconds / 1000);
  }
  return frames;
}
