import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { outputStates } from "#lib/run/output-summary-schema";
import { runStatuses } from "#lib/run/run-schema";
import { serverHealths } from "#lib/server/server-schema";
import type { Counted, Measurements } from "./read-metrics.ts";

// A registry of our own: the library's global one is shared with whoever else loads it.
const registry = new Registry();
collectDefaultMetrics({ register: registry });

const runs = byLabel("proofsheet_runs", "Runs by status", "status");
const servers = byLabel("proofsheet_servers", "Configured ComfyUI servers by health", "health");
const outputs = byLabel("proofsheet_outputs", "Outputs by review state", "state");
const slots = byLabel("proofsheet_slots", "Server slots by use", "use");
const queueDepth = plain("proofsheet_queue_depth", "Runs waiting for a server");
const queueOldest = plain("proofsheet_queue_oldest_seconds", "Age of the oldest waiting run");
const eventLag = plain("proofsheet_event_lag_seconds", "Age of the oldest event that cannot be streamed yet");

export const metricsContentType = registry.contentType;

/** The exposition text. Every label is always there, so that a missing series never means zero. */
export async function metricsText(measured: Measurements): Promise<string> {
  setAll(runs, "status", runStatuses, measured.runs);
  setAll(servers, "health", serverHealths, measured.servers);
  setAll(outputs, "state", outputStates, measured.outputs);
  setAll(slots, "use", ["free", "used"], measured.slots);
  queueDepth.set(measured.runs.find(({ label }) => label === "queued")?.count ?? 0);
  queueOldest.set(measured.queueOldestSeconds);
  eventLag.set(measured.eventLagSeconds);
  return registry.metrics();
}

function setAll(gauge: Gauge, label: string, values: readonly string[], counted: readonly Counted[]): void {
  for (const value of values) {
    gauge.set({ [label]: value }, counted.find((line) => line.label === value)?.count ?? 0);
  }
}

function byLabel(name: string, help: string, label: string): Gauge {
  return new Gauge({ name, help, labelNames: [label], registers: [registry] });
}

function plain(name: string, help: string): Gauge {
  return new Gauge({ name, help, registers: [registry] });
}
