/** One line of judgement: a bar of docs/targets.md, what was measured against it, and whether that meets it. */
export type Bar = {
  /** The bar's id, such as P1, with a word where it has several parts: "P1 p95 to graphile-worker". */
  id: string;
  /** A ratio ("0.84 ×") or a count ("0 lost"); null when it could not be measured. */
  measured: string | null;
  /** What it has to be: "≤ 1.0 ×". */
  bar: string;
  verdict: "PASS" | "FAIL" | "NOT MEASURED";
  /** Why it was not measured, or what else one should know. */
  note?: string;
};

export function judged(id: string, measured: string, bar: string, isMet: boolean, note?: string): Bar {
  return { id, measured, bar, verdict: isMet ? "PASS" : "FAIL", ...(note === undefined ? {} : { note }) };
}

/** A bar whose command, baseline or machine was missing. It never counts as passed. */
export function notMeasured(id: string, bar: string, note: string): Bar {
  return { id, measured: null, bar, verdict: "NOT MEASURED", note };
}

/**
 * A ceiling in absolute time (what people perceive, how long a lease is): enforced only on a machine that is about as
 * quick as the reference, because a loaded one measures itself.
 */
export function ceiling(id: string, valueMs: number, mostMs: number, isMachineLoaded: boolean): Bar {
  const measured = `${valueMs.toFixed(1)} ms`;
  const bar = `≤ ${mostMs} ms`;
  if (valueMs <= mostMs) return judged(id, measured, bar, true);
  if (isMachineLoaded) return { ...notMeasured(id, bar, "not enforced, machine loaded"), measured };
  return judged(id, measured, bar, false);
}

export function barLine({ id, measured, bar, verdict, note }: Bar): string {
  return `${id}: ${measured ?? "–"} (bar ${bar}) ${verdict}${note === undefined ? "" : ` · ${note}`}`;
}
