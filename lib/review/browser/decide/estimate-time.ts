import { lengthOfTime } from "#lib/relative-time";

type Measured = { medianMs: number | null; measuredRuns: number };

/** How long so many runs take on one slot, in words; "unknown" before any run of the version was measured. */
export function estimateTime(runs: number, { medianMs }: Measured): string {
  return medianMs === null ? "time unknown" : `about ${lengthOfTime(roughly((runs * medianMs) / 1000))}`;
}

/** No estimate is good to tenths of a second once there are whole ones. */
function roughly(seconds: number): number {
  return seconds < 1 ? seconds : Math.round(seconds);
}

/** What an estimate is based on. */
export function estimateBasis({ medianMs, measuredRuns }: Measured): string {
  if (medianMs === null) return "No run of this version has been measured yet.";
  return `One after another; the median of its last ${measuredRuns === 1 ? "run" : `${measuredRuns} runs`} is ${lengthOfTime(medianMs / 1000)}.`;
}
