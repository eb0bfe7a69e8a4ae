import type { Log } from "#lib/log";

export type TracingOptions = {
  /** Base address of an OTLP/HTTP collector, `/v1/traces` is appended; undefined leaves tracing off. */
  endpoint: string | undefined;
  /** Which process: web or worker. */
  process: string;
  log: Log;
};

export type Tracing = {
  /** Sends what is still held back, at most for a second. */
  stop(): Promise<void>;
};

/** Starts tracing when a collector is named. OpenTelemetry is loaded only then. */
export async function startTracing({ endpoint, process, log }: TracingOptions): Promise<Tracing> {
  if (endpoint === undefined) return { stop: async () => undefined };
  const { sendSpans } = await import("./send-spans.ts");
  return sendSpans(endpoint, process, log);
}
