/** What a span may say: ids, names, outcomes. Never params, prompts or addresses. */
export type Facts = Readonly<Record<string, string | number | boolean>>;

export type SpanOptions = {
  /** W3C traceparent of another process to continue from; left out, the span belongs to the one around it. */
  parent?: string | null;
  /** When it began, if that was before anybody knew that it belongs to this trace. */
  startedAt?: Date;
  /** When it ended, if `work` only stands for what is over. */
  endedAt?: Date;
};

/** Who records spans; made by `sendSpans`. */
export type Tracer = {
  run<T>(name: string, facts: Facts, options: SpanOptions, work: () => Promise<T>): Promise<T>;
  note(facts: Facts): void;
  traceparent(): string | null;
};

// Next bundles each route by itself, so a variable of this module would exist once per bundle. Nothing of OpenTelemetry
// is imported here: while tracing is off it is not even loaded.
const shared = globalThis as typeof globalThis & { proofsheetTracer?: Tracer | undefined };

export function setTracer(tracer: Tracer | undefined): void {
  shared.proofsheetTracer = tracer;
}

export function isTracing(): boolean {
  return shared.proofsheetTracer !== undefined;
}

/** Does `work` in a span of this name, which also tells that it failed; without tracing just does it. */
export function traced<T>(
  name: string,
  facts: Facts,
  work: () => Promise<T>,
  options: SpanOptions = {},
): Promise<T> {
  const tracer = shared.proofsheetTracer;
  return tracer === undefined ? work() : tracer.run(name, facts, options, work);
}

/** Adds facts to the span around the caller. */
export function noteOnSpan(facts: Facts): void {
  shared.proofsheetTracer?.note(facts);
}

/** What another process needs to continue the caller's trace; null without one. */
export function currentTraceparent(): string | null {
  return shared.proofsheetTracer?.traceparent() ?? null;
}
