/** One metric in Prometheus' words. Samples of a histogram name their suffix. */
export type Metric = {
  name: string;
  help: string;
  type: "gauge" | "counter" | "histogram";
  samples: readonly Sample[];
};

export type Sample = { value: number; labels?: Labels; suffix?: "_bucket" | "_sum" | "_count" };
export type Labels = Readonly<Record<string, string>>;

/**
 * The text format 0.0.4. Written here because prom-client counts in the process, and these numbers are counted in the
 * database, where several processes agree.
 */
export function expose(metrics: readonly Metric[]): string {
  return metrics.map(exposeOne).join("\n");
}

function exposeOne({ name, help, type, samples }: Metric): string {
  const lines = samples.map(
    ({ suffix = "", labels = {}, value }) => `${name}${suffix}${labelText(labels)} ${value}`,
  );
  return [`# HELP ${name} ${help.replaceAll("\n", " ")}`, `# TYPE ${name} ${type}`, ...lines, ""].join("\n");
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeValue(value)}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

function escapeValue(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
