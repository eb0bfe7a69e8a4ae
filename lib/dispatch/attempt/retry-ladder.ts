/** Why an attempt did not bring its run to an end, as far as it decides what happens next. */
export type LossCode =
  | "server_restarted"
  | "server_unreachable"
  | "unanswered"
  | "server_gone"
  | "stalled"
  | "missing_node"
  | "missing_model"
  | "input_gone"
  | "output_gone"
  | "out_of_memory"
  | "gpu_error"
  | "disk_full"
  | "surprise";

type Ladder = { delaysMs: readonly number[]; isEndless?: true };

/**
 * The one table of what is tried again, and when: the n-th loss of a kind waits for the n-th delay; past the last one
 * the run fails. An attempt that provably never reached its server costs nothing, so it is repeated without end
 * (the server counts as down meanwhile, and nothing is sent to it).
 */
const ladders: Record<LossCode, Ladder> = {
  server_restarted: { delaysMs: [0, 500, 2000, 10_000, 30_000] },
  server_unreachable: { delaysMs: [500, 2000, 5000], isEndless: true },
  unanswered: { delaysMs: [0, 1000, 5000, 15_000, 30_000, 60_000, 60_000] },
  server_gone: { delaysMs: [0, 5000, 30_000] },
  stalled: { delaysMs: [0, 10_000] },
  missing_node: { delaysMs: [0, 5000] },
  missing_model: { delaysMs: [0, 5000] },
  // Each of several workers may think that it has sent the picture before.
  input_gone: { delaysMs: [0, 0, 1000, 5000] },
  output_gone: { delaysMs: [0, 5000, 30_000] },
  out_of_memory: { delaysMs: [2000] },
  gpu_error: { delaysMs: [2000, 10_000] },
  disk_full: { delaysMs: [2000, 30_000] },
  surprise: { delaysMs: [1000, 5000] },
};

/** Whether what an error says is tried again at all. */
export function isLossCode(code: string): code is LossCode {
  return Object.hasOwn(ladders, code);
}

/** How long to wait after the `lossesBefore + 1`-th loss of this kind, or null when the run has failed. */
export function nextDelayMs(code: LossCode, lossesBefore: number): number | null {
  const { delaysMs, isEndless } = ladders[code];
  return delaysMs[lossesBefore] ?? (isEndless ? (delaysMs.at(-1) ?? null) : null);
}
