import { collectDefaultMetrics, Registry } from "prom-client";
import { outputStates } from "#lib/run/output-summary-schema";
import { serverHealths } from "#lib/server/server-schema";
import { expose, type Metric, type Sample } from "./exposition.ts";
import { queueMetrics } from "./queue-metrics.ts";
import type { Measurements, ServerState, Tally } from "./read-metrics.ts";

// A registry of our own: the library's global one is shared with whoever else loads it.
const registry = new Registry();
collectDefaultMetrics({ register: registry });

export const metricsContentType = registry.contentType;

/**
 * The exposition text: what the database counts, and how this process is. A series whose labels are known beforehand
 * is always there, so that a missing one never means zero.
 */
export async function metricsText(measured: Measurements): Promise<string> {
  return `${expose(metricsOf(measured))}\n${await registry.metrics()}`;
}

function metricsOf(measured: Measurements): Metric[] {
  const { tallies, servers } = measured;
  return [
    ...queueMetrics(measured),
    {
      name: "proofsheet_attempts_total",
      help: "Attempts that ended, by outcome and by the code of their error (empty when they ended well)",
      type: "counter",
      samples: attemptSamples(tallies),
    },
    {
      name: "proofsheet_gpu_seconds_total",
      help: "Seconds between execution and end of attempts, fetching of files included; from acceptance when an attempt was never seen executing",
      type: "counter",
      samples: measured.gpuSeconds.map(({ workflow, project, seconds }) => ({
        labels: { workflow, project },
        value: seconds,
      })),
    },
    {
      name: "proofsheet_server_health",
      help: "1 for the health a ComfyUI server has, 0 for those it has not",
      type: "gauge",
      samples: servers.flatMap(healthSamples),
    },
    {
      name: "proofsheet_server_drained",
      help: "1 while a ComfyUI server gets no new runs because somebody drained it",
      type: "gauge",
      samples: servers.map(({ name, pool, isDrained }) => ({
        labels: { server: name, pool },
        value: isDrained ? 1 : 0,
      })),
    },
    {
      name: "proofsheet_slots",
      help: "Slots of the configured ComfyUI servers, by use",
      type: "gauge",
      samples: servers.flatMap(slotSamples),
    },
    {
      name: "proofsheet_outputs",
      help: "Outputs by review state",
      type: "gauge",
      samples: outputStates.map((state) => ({
        labels: { state },
        value: valueOf(tallies, "outputs", { state }),
      })),
    },
    {
      name: "proofsheet_thumbnails_total",
      help: "Pictures that arrived: made when they can have thumbnails, missing when they could not be opened",
      type: "counter",
      samples: ["made", "missing"].map((result) => ({
        labels: { result },
        value: valueOf(tallies, "thumbnails", { result }),
      })),
    },
    {
      name: "proofsheet_event_lag_seconds",
      help: "Age of the oldest event that cannot be streamed yet, because a transaction before it is still open",
      type: "gauge",
      samples: [{ value: measured.eventLagSeconds }],
    },
    {
      name: "proofsheet_audit_unsealed",
      help: "Audit lines that are not in the hash chain yet",
      type: "gauge",
      samples: [{ value: measured.unsealed.lines }],
    },
    {
      name: "proofsheet_audit_unsealed_oldest_seconds",
      help: "Age of the oldest audit line that is not in the hash chain yet",
      type: "gauge",
      samples: [{ value: measured.unsealed.oldestSeconds }],
    },
  ];
}

/** The plain ends are always there; a pair of outcome and code from the first time it happens. */
function attemptSamples(tallies: readonly Tally[]): Sample[] {
  const counted = tallies.filter(({ metric }) => metric === "attempts");
  const plain = ["done", "interrupted"].filter(
    (outcome) => !counted.some(({ labels }) => labels["outcome"] === outcome && labels["code"] === ""),
  );
  return [
    ...plain.map((outcome) => ({ labels: { outcome, code: "" }, value: 0 })),
    ...counted.map(({ labels, value }) => ({
      labels: { outcome: labels["outcome"] ?? "", code: labels["code"] ?? "" },
      value,
    })),
  ];
}

function healthSamples({ name, pool, health }: ServerState): Sample[] {
  return serverHealths.map((known) => ({
    labels: { server: name, pool, health: known },
    value: known === health ? 1 : 0,
  }));
}

function slotSamples({ name, pool, slots, slotsInUse }: ServerState): Sample[] {
  const uses = { used: slotsInUse, free: Math.max(0, slots - slotsInUse) };
  return Object.entries(uses).map(([use, value]) => ({ labels: { server: name, pool, use }, value }));
}

function valueOf(tallies: readonly Tally[], metric: string, labels: Record<string, string>): number {
  const [[name, wanted] = ["", ""]] = Object.entries(labels);
  return tallies.find((tally) => tally.metric === metric && tally.labels[name] === wanted)?.value ?? 0;
}
