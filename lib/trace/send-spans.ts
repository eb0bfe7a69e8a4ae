import { ROOT_CONTEXT, SpanStatusCode, trace, type Context } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import type { Log } from "#lib/log";
import type { Tracing } from "./start-tracing.ts";
import { tellOnce } from "./tell-once.ts";
import { setTracer, type SpanOptions } from "./traced.ts";
import { formatTraceparent, parseTraceparent } from "./traceparent.ts";

const stopMs = 1000;

/**
 * Records spans and sends them to the collector at `endpoint` in batches. Ours alone: the tracer is not registered for the whole
 * process, or Next would add spans of its own with the addresses people open, search texts included.
 */
export function sendSpans(endpoint: string, process: string, log: Log): Tracing {
  const url = `${endpoint.replace(/\/+$/, "")}/v1/traces`;
  const exporter = tellOnce(new OTLPTraceExporter({ url, timeoutMillis: 5000 }), log);
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      "service.name": `proofsheet-${process}`,
      "service.namespace": "proofsheet",
    }),
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: 1000 })],
  });
  const tracer = provider.getTracer("proofsheet");
  const contexts = new AsyncLocalStorageContextManager().enable();

  setTracer({
    async run(name, facts, options, work) {
      const context = parentOf(options, contexts.active());
      const { startedAt: startTime } = options;
      const span = tracer.startSpan(name, { attributes: facts, ...(startTime && { startTime }) }, context);
      try {
        return await contexts.with(trace.setSpan(context, span), work);
      } catch (error) {
        // The message may hold what people typed; the kind does not.
        span.setStatus({
          code: SpanStatusCode.ERROR,
          message: error instanceof Error ? error.name : "Error",
        });
        throw error;
      } finally {
        span.end(options.endedAt);
      }
    },
    note: (facts) => void trace.getSpan(contexts.active())?.setAttributes(facts),
    traceparent() {
      const span = trace.getSpan(contexts.active());
      return span === undefined ? null : formatTraceparent(span.spanContext());
    },
  });

  return {
    async stop() {
      setTracer(undefined);
      const patience = new Promise<void>((resolve) => void setTimeout(resolve, stopMs).unref());
      await Promise.race([provider.shutdown().catch(() => undefined), patience]);
      contexts.disable();
    },
  };
}

function parentOf({ parent }: SpanOptions, active: Context): Context {
  const remote = parent === undefined || parent === null ? null : parseTraceparent(parent);
  return remote === null ? active : trace.setSpanContext(ROOT_CONTEXT, remote);
}
