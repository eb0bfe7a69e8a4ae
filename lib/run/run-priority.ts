/**
 * Whose turn comes first, told apart only where people compete: among runs of the same priority the queue goes round
 * between projects and people, and whoever waits long enough is raised (docs/decisions/015-turns.md).
 */
export const priorities = ["low", "normal", "high"] as const;
export type Priority = (typeof priorities)[number];

/** As the database compares them: a higher number goes first. */
export function rankOf(priority: Priority): number {
  return priorities.indexOf(priority) - 1;
}

export function priorityOf(rank: number): Priority {
  if (rank === 0) return "normal";
  return rank < 0 ? "low" : "high";
}
