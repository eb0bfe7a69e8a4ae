import type { OutputState } from "#lib/run/output-summary-schema";

/** Where an output stands, for people. */
export const stateWords: Record<OutputState, string> = {
  pending: "Undecided",
  approved: "Approved",
  rejected: "Rejected",
  reseeded: "Re-seeded",
};
