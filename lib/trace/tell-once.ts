import type { SpanExporter } from "@opentelemetry/sdk-trace";
import type { Log } from "#lib/log";

/** ExportResultCode.SUCCESS; its package is not one we name. */
const success = 0;

/** Says once that the collector is away, and once that it is back. Spans that could not be sent are dropped. */
export function tellOnce(exporter: SpanExporter, log: Log): SpanExporter {
  let isAway = false;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const failed = result.code !== success;
        if (failed && !isAway)
          log.warn("traces cannot be sent to OTEL_EXPORTER_OTLP_ENDPOINT; they are dropped");
        if (!failed && isAway) log.info("traces are sent again");
        isAway = failed;
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}
