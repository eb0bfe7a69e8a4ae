import type { Metric, Sample } from "./exposition.ts";
import type { Measurements, Tally } from "./read-metrics.ts";

/** Upper bounds in seconds, as the function `dispatch_delay_bucket` of the database names them. */
const delayBounds = ["0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "10", "30", "60", "300", "1800", "+Inf"];

/** How much waits, for how long, and how long it used to wait. */
export function queueMetrics(measured: Measurements): Metric[] {
  const { running, tallies } = measured;
  const lines = queueLines(measured);
  return [
    {
      name: "proofsheet_queue_depth",
      help: "Runs that wait for a slot, by workflow and by the pool it asks for",
      type: "gauge",
      samples: lines.map(({ labels, runs }) => ({ labels, value: runs })),
    },
    {
      name: "proofsheet_queue_oldest_seconds",
      help: "Age of the oldest waiting run, by workflow and by the pool it asks for",
      type: "gauge",
      samples: lines.map(({ labels, seconds }) => ({ labels, value: seconds })),
    },
    {
      name: "proofsheet_runs_running",
      help: "Runs with an attempt under way",
      type: "gauge",
      samples: [{ value: running }],
    },
    {
      name: "proofsheet_dispatch_delay_seconds",
      help: "From the creation of a run to its first attempt, which is submitted at once: the wait in the queue",
      type: "histogram",
      samples: delaySamples(tallies),
    },
  ];
}

/** Tallies are kept bucket by bucket; Prometheus wants each bucket to count all smaller ones too. */
function delaySamples(tallies: readonly Tally[]): Sample[] {
  let count = 0;
  const buckets = delayBounds.map((le): Sample => {
    count +=
      tallies.find((tally) => tally.metric === "dispatch_delay" && tally.labels["le"] === le)?.value ?? 0;
    return { suffix: "_bucket", labels: { le }, value: count };
  });
  const sum = tallies.find(({ metric }) => metric === "dispatch_delay_sum")?.value ?? 0;
  return [...buckets, { suffix: "_sum", value: sum }, { suffix: "_count", value: count }];
}

type Line = { labels: { workflow: string; pool: string }; runs: number; seconds: number };

/** Versions of one workflow count together. */
function queueLines({ queue, workflows, now }: Measurements): Line[] {
  const idle = workflows.map((published) => ({ ...published, runs: 0, oldestAt: now }));
  const lines = Map.groupBy([...idle, ...queue], ({ workflow, pool }) => JSON.stringify([workflow, pool]));
  return [...lines.values()].map((versions) => ({
    labels: { workflow: versions[0]?.workflow ?? "", pool: versions[0]?.pool ?? "any" },
    runs: versions.reduce((sum, { runs }) => sum + runs, 0),
    seconds: Math.max(...versions.map(({ oldestAt }) => (now.getTime() - oldestAt.getTime()) / 1000)),
  }));
}
