import { ComfyFault } from "#lib/comfyui/comfy-fault";
import { isAllHeard } from "./all-heard.ts";
import type { HeldAttempt } from "./held-attempt.ts";
import type { ServerLink } from "#lib/dispatch/server/server-link";
import type { Timings } from "#lib/dispatch/timings";
import type { PromptWatch } from "./watch-prompt.ts";

/** What the looks for a prompt that is neither in the queue nor in the history come to. */
export type AbsenceWatch = {
  /** Whether the last look found nothing. */
  readonly isSuspected: boolean;
  found(): void;
  /** One more look, begun at `askedAtMs`, found nothing. Tells whether the prompt is absent by now. */
  missed(askedAtMs: number, signal: AbortSignal): Promise<boolean>;
};

/**
 * One look that finds nothing proves nothing: a request may still be under way, and what stands between may answer with
 * what it remembers. Two are asked for, further apart the less there is to explain it: the second is begun so long after
 * the first has ended, since an answer may be as old as its question. `isPostUnheard` as in `Knowledge`.
 */
export function watchAbsence(
  link: ServerLink,
  held: HeldAttempt,
  watch: PromptWatch,
  timings: Timings,
  isPostUnheard: boolean,
): AbsenceWatch {
  const { clientId } = link.socket;
  const { witnessId } = link;
  let sinceMs: number | null = null;

  /** Nothing speaks for a restart: the socket has not broken, or the server still knows an earlier prompt. */
  async function isUnbroken(signal: AbortSignal): Promise<boolean> {
    if (link.socket.isOpen && link.socket.clientId === clientId) return true;
    const earlierId = witnessId ?? link.witnessId;
    if (earlierId === null) return false;
    try {
      return (await link.client.readHistory(earlierId, signal)) !== null;
    } catch (error) {
      if (!(error instanceof ComfyFault)) throw error;
      return true;
    }
  }

  return {
    get isSuspected() {
      return sinceMs !== null;
    },
    found() {
      sinceMs = null;
    },
    async missed(askedAtMs, signal) {
      sinceMs ??= performance.now();
      // The socket is just telling of it.
      if (watch.progress.ended === null) sinceMs = Math.max(sinceMs, watch.heardAtMs);
      const apartMs = askedAtMs - sinceMs;
      if (held.status === "submitting") {
        const isUnderWay = isPostUnheard && askedAtMs - held.claimedAtMs < timings.underWay;
        return !isUnderWay && apartMs >= timings.doubtGap;
      }
      if (apartMs < timings.absentGap) return false;
      if (apartMs >= timings.unbrokenGap) return true;
      // Whoever cancels has it taken away, and what was heard whole is not drawn again.
      return held.cancelRequested || isAllHeard(watch, held) || !(await isUnbroken(signal));
    },
  };
}
