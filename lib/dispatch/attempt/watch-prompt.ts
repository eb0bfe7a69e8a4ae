import { advance, startProgress, type ExecutionProgress } from "#lib/comfyui/execution-progress";
import { hear, nothingHeard, type HeardEntry } from "#lib/comfyui/heard-entry";
import { pause } from "#lib/dispatch/loop";
import type { ServerLink } from "#lib/dispatch/server/server-link";

export type Preview = { bytes: Uint8Array; type: string };

/** What the socket tells of one prompt. Everything here is a hint. */
export type PromptWatch = {
  readonly progress: ExecutionProgress;
  readonly preview: Preview | null;
  /** What the history would have of it, as far as the socket told. */
  readonly heard: HeardEntry;
  /** It was heard from its beginning to its end, over one connection: of what the socket tells nothing is missing. */
  readonly isHeardWhole: boolean;
  /** When anything was last heard of the prompt, by `performance.now()`. */
  readonly heardAtMs: number;
  /**
   * Resolves at the next hint: it started, it was settled; or after `atMostMs`, or at once by `nudge`. Tells whether it is
   * worth a look: that it started is all there is to know.
   */
  nextHint(atMostMs: number, signal: AbortSignal): Promise<boolean>;
  nudge(): void;
  close(): void;
};

/** So long after an announced end the end marker is waited for, before it counts as lost. */
const markerMs = 25;

/** `weights` as in `startProgress`: empty when nobody looks at the progress. */
export function watchPrompt(
  link: ServerLink,
  promptId: string,
  weights: ReadonlyMap<string, number>,
  onChange: () => void,
): PromptWatch {
  let progress = startProgress(weights);
  let preview: Preview | null = null;
  let heard = nothingHeard();
  let heardAtMs = performance.now();
  let begunOn: string | null = null;
  let isHeardWhole = false;
  let hint: "start" | "look" | null = null;
  let settling: ReturnType<typeof setTimeout> | undefined;
  let give: () => void = () => undefined;

  function tell(next: "start" | "look"): void {
    if (hint !== "look") hint = next;
    give();
  }

  const nudge = (): void => tell("look");

  const stopListening = link.listen(promptId, (event) => {
    heardAtMs = performance.now();
    const before = progress;
    if (event.kind === "message") {
      progress = advance(progress, event.message);
      heard = hear(heard, event.message);
      if (event.message.type === "execution_start") begunOn = link.socket.clientId;
      if (event.message.type === "execution_success") isHeardWhole = begunOn === link.socket.clientId;
    } else if (event.kind === "preview") preview = { bytes: event.image, type: event.type };
    onChange();
    if (progress.isSettled !== before.isSettled) nudge();
    else if (progress.hasStarted !== before.hasStarted) tell("start");
    // The end is announced before the history has it; the end marker that follows says when to look.
    else if (progress.ended !== before.ended) settling ??= setTimeout(nudge, markerMs);
  });

  return {
    get progress() {
      return progress;
    },
    get preview() {
      return preview;
    },
    get heard() {
      return heard;
    },
    get isHeardWhole() {
      return isHeardWhole;
    },
    get heardAtMs() {
      return heardAtMs;
    },
    async nextHint(atMostMs, signal) {
      if (hint === null) await pause(atMostMs, signal, (wake) => (give = wake));
      const isWorthALook = hint !== "start";
      hint = null;
      return isWorthALook;
    },
    nudge,
    close() {
      stopListening();
      clearTimeout(settling);
    },
  };
}
