import type { OutputState } from "#lib/run/output-summary-schema";

/** Where an output stands, for people. */
export const stateWords: Record<OutputState, string> = {
  pending: "Undecided",
  approved: "Approved",
  rejected: "Rejected",
  reseeded: "Re-seeded",
};

/** A filter by state in words: one state, several with commas between, or `all`. */
export function describeState(state: string): string {
  if (state === "all") return "All states";
  return state
    .split(",")
    .map((one) => stateWords[one as OutputState])
    .join(", ");
}
