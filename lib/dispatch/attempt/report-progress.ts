import type { ApiGraph } from "#lib/contract/graph-schema";
import { saveProgress } from "#lib/run/progress-store";
import { attemptLog } from "./attempt-log.ts";
import type { Dispatch } from "#lib/dispatch/dispatch";
import type { HeldAttempt } from "./held-attempt.ts";
import { titleOf } from "./node-title.ts";
import type { Preview, PromptWatch } from "./watch-prompt.ts";

export type ProgressReporter = { changed(): void; stop(): Promise<void> };

/** Saves what the watch has seen, a few times a second at most and never two at once. Lost progress harms nobody. */
export function reportProgress(
  dispatch: Dispatch,
  held: HeldAttempt,
  graph: ApiGraph,
  read: () => PromptWatch,
): ProgressReporter {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let saving: Promise<void> = Promise.resolve();
  let savedPreview: Preview | null = null;
  // What is over before the first turn needs no progress.
  let lastSavedMs = performance.now();
  let isStopped = false;

  async function save(): Promise<void> {
    timer = null;
    if (isStopped) return;
    lastSavedMs = performance.now();
    const { progress, preview } = read();
    const { current, fraction } = progress;
    await saveProgress(dispatch.db, held.runId, {
      fraction,
      nodeId: current?.nodeId ?? null,
      nodeTitle: current ? titleOf(graph, current.nodeId) : null,
      step: current && current.steps > 1 ? Math.round(current.step) : null,
      steps: current && current.steps > 1 ? Math.round(current.steps) : null,
      ...(preview !== null && preview !== savedPreview ? { preview } : {}),
    });
    savedPreview = preview;
  }

  return {
    changed() {
      if (timer !== null || isStopped) return;
      const waitMs = Math.max(0, lastSavedMs + dispatch.timings.progress - performance.now());
      timer = setTimeout(() => {
        saving = saving
          .then(save)
          .catch((error: unknown) =>
            attemptLog(dispatch, held).debug({ err: error }, "progress was not saved"),
          );
      }, waitMs);
    },
    async stop() {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      await saving;
    },
  };
}
