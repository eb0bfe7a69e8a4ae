import type { HeldAttempt } from "./held-attempt.ts";
import type { ServerLink } from "#lib/dispatch/server/server-link";
import type { Timings } from "#lib/dispatch/timings";
import type { PromptWatch } from "./watch-prompt.ts";

/** What the looks for a prompt that is neither in the queue nor in the history come to. */
export type AbsenceWatch = {
  /** Whether the last look found nothing. */
  readonly isSuspected: boolean;
  found(): void;
  /** One more look found nothing. Tells whether the prompt is absent by now. */
  missed(): boolean;
};

/**
 * One look that finds nothing proves nothing: a request may still be under way, and what stands between may answer with
 * what it remembers. Two are asked for, further apart the less there is to explain it. `isPostUnheard` as in `Knowledge`.
 */
export function watchAbsence(
  link: ServerLink,
  held: HeldAttempt,
  watch: PromptWatch,
  timings: Timings,
  isPostUnheard: boolean,
): AbsenceWatch {
  const { clientId } = link.socket;
  let sinceMs: number | null = null;

  function isUnbroken(): boolean {
    return link.socket.isOpen && link.socket.clientId === clientId && watch.progress.ended === null;
  }

  function gapMs(): number {
    if (held.status === "submitting") return timings.doubtGap;
    // Whoever cancels has it taken away.
    return isUnbroken() && !held.cancelRequested ? timings.unbrokenGap : timings.absentGap;
  }

  return {
    get isSuspected() {
      return sinceMs !== null;
    },
    found() {
      sinceMs = null;
    },
    missed() {
      const nowMs = performance.now();
      sinceMs ??= nowMs;
      // The socket is just telling of it.
      if (watch.progress.ended === null) sinceMs = Math.max(sinceMs, watch.heardAtMs);
      const isUnderWay =
        isPostUnheard && held.status === "submitting" && nowMs - held.claimedAtMs < timings.underWay;
      return !isUnderWay && nowMs - sinceMs >= gapMs();
    },
  };
}
