import type { PromptRecord } from "#lib/comfyui/simulator/ledger";

/**
 * The share of the slots' time that went into drawing, from the first arrival to the last end, as the simulators saw it:
 * 1 when no slot ever waited for its next prompt.
 */
export function slotUse(
  drawn: readonly Pick<PromptRecord, "arrivedAt" | "startedAt" | "endedAt">[],
  slots: number,
): number {
  const busyMs = drawn.reduce((sum, { startedAt, endedAt }) => sum + (endedAt ?? 0) - (startedAt ?? 0), 0);
  const firstMs = Math.min(...drawn.map(({ arrivedAt }) => arrivedAt));
  const lastMs = Math.max(...drawn.map(({ endedAt }) => endedAt ?? 0));
  return busyMs / slots / (lastMs - firstMs);
}
