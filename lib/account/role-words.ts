import type { Role } from "./permissions.ts";

/** What a role lets one do, in a sentence for people who choose one. */
export const roleWords: Record<Role, string> = {
  owner: "Everything: people, keys, servers, reasons, runs and verdicts.",
  operator: "Starts, cancels and re-seeds runs; comments; looks at everything.",
  reviewer: "Approves, rejects and re-seeds pictures; comments; looks at everything.",
  viewer: "Looks at everything, changes nothing.",
};
