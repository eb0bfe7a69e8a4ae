import type { ScenarioBook } from "#lib/comfyui/simulator/scenario";
import type { RunEnd } from "./prompt-run.ts";

/** What is said at the end of a run: before its history entry is there, after, and when everybody has moved on. */
export type LastWords = { before: Word[]; after: Word[]; late: { ms: number; words: Word[] } | null };
type Word = () => void;

/**
 * The original says success, writes history, tells the new length of the queue and then that the worker is free.
 * Scenarios upset that order. Errors and interrupts were told when they happened.
 */
export function lastWordsOf(
  { outcome, emitter, entry }: RunEnd,
  announceQueue: Word,
  scenarios: ScenarioBook,
): LastWords {
  const success: Word[] = [];
  if (outcome === "success") {
    const stamped = emitter.keep("execution_success", { prompt_id: entry.item.promptId });
    success.push(() => emitter.succeeded(stamped));
  }
  const free: Word[] = [announceQueue, () => emitter.end()];
  if (scenarios.take("lose-completion")) return { before: [], after: [], late: null };
  if (scenarios.take("repeat-completion")) {
    return { before: success, after: [...free, ...success, ...free], late: null };
  }
  if (scenarios.take("reorder-completion")) {
    return { before: free.toReversed(), after: success, late: null };
  }
  const late = scenarios.take("late-completion");
  if (late) return { before: [], after: [], late: { ms: late.ms, words: [...success, ...free] } };
  return { before: success, after: free, late: null };
}
