import { lengthOfTime } from "#lib/relative-time";

type Measured = { medianMs: number | null; measuredRuns: number };

/** How long so many runs take on one slot, in words; "unknown" before any run of the version was measured. */
export function estimateTime(runs: number, { medianMs }: Measured): string {
  return medianMs === null ? "time unknown" : `about ${lengthOfTime((runs * medianMs) / 1000)}`;
}

/** What an estimate is based on. */
export function estimateBasis({ medianMs, measuredRuns }: Measured): string {
  if (medianMs === null) return "No run of this version has been measured yet.";
  return `One after another; the median of its last ${measuredRuns === 1 ? "run" : `${measuredRuns} runs`} is ${lengthOfTime(medianMs / 1000)}.`;
}
