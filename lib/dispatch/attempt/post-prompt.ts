import type { PromptOutcome } from "#lib/comfyui/prompt-answer";
import type { Dispatch } from "#lib/dispatch/dispatch";
import { look } from "./follow-attempt.ts";
import type { HeldAttempt } from "./held-attempt.ts";
import { pause } from "#lib/dispatch/loop";
import type { ServerLink } from "#lib/dispatch/server/server-link";

/**
 * Posts the graph and waits for the answer, but not for one that never comes: a line that is open at this end only
 * swallows request or answer without a word. When the answer is long in coming, the server is asked beside it; when it
 * knows of nothing after `underWay`, the request counts as lost on the way.
 */
export async function postPrompt(
  { timings }: Dispatch,
  link: ServerLink,
  held: HeldAttempt,
  graph: string,
  signal: AbortSignal,
): Promise<PromptOutcome> {
  const waiting = new AbortController();
  const both = AbortSignal.any([signal, waiting.signal]);
  const answer = link.client.submitPrompt({
    promptId: held.id,
    clientId: link.socket.clientId,
    graph,
    signal: both,
  });
  // Whoever stopped waiting for it does not want to hear how it ended.
  answer.catch(() => undefined);
  const postedAtMs = performance.now();
  try {
    while (true) {
      const outcome = await Promise.race([answer, pause(timings.answer, both).then(() => null)]);
      if (outcome !== null) return outcome;
      signal.throwIfAborted();
      const askedAtMs = performance.now();
      const found = await look(link, held.id, signal);
      if (found !== null && found.place !== "nowhere") return { kind: "accepted", promptId: held.id };
      if (found !== null && askedAtMs - postedAtMs >= timings.underWay) {
        return { kind: "unknown", reason: "no answer came" };
      }
    }
  } finally {
    waiting.abort();
  }
}
