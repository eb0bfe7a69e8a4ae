import type { OutputDetail } from "#lib/output/output-schema";

export type Setting = { label: string; value: string };

/** Where two settings under different names are the same value by chance: "1" says little, a sentence says it all. */
const tellingLength = 8;

/**
 * How a picture was made, once each: what the graph that was sent says, then the params it does not show by name. The
 * seed stands apart, as its exact decimal.
 */
export function settingsOfOutput({ settings, fields, seed }: OutputDetail): Setting[] {
  const sides = settings.find(({ label }) => label === "Size")?.value.split(/ × |, /) ?? [];
  const rest = fields
    .filter(({ value }) => value !== seed)
    .filter(({ name, value }) => !(sides.includes(value) && (name === "width" || name === "height")))
    .filter(
      ({ title, value }) =>
        !settings.some(
          (setting) =>
            // A prompt of several encoders has a line for each of them.
            (setting.value === value || setting.value.split("\n").includes(value)) &&
            (setting.label.toLowerCase() === title.toLowerCase() || value.length >= tellingLength),
        ),
    )
    .map(({ title, value, label: name }) => ({
      label: title,
      value: name === undefined ? value : `${name} (${value})`,
    }));
  return [...settings, ...rest];
}

/** Everything about how a picture was made, as lines to paste elsewhere. */
export function settingsText(output: OutputDetail): string {
  const { workflowTitle, workflow, version, seed, width, height } = output;
  const lines: Setting[] = [
    { label: "Workflow", value: `${workflowTitle} (${workflow} ${version})` },
    ...(seed === null ? [] : [{ label: "Seed", value: seed }]),
    ...(width && height ? [{ label: "Picture", value: `${width} × ${height}` }] : []),
    ...settingsOfOutput(output),
  ];
  return lines.map(({ label, value }) => `${label}: ${value}`).join("\n");
}
