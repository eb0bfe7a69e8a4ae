import type { EventFrame, ProgressFrame } from "./frame.ts";

export type News = { events: EventFrame[]; progress: ProgressFrame[] };

/**
 * What waits for one client. Events pile up in order until `mostBytes`; then the client is too slow. Of each run's
 * progress only the latest is kept.
 */
export type Inbox = {
  addEvents(frames: readonly EventFrame[]): void;
  addProgress(frames: readonly ProgressFrame[]): void;
  take(): News;
  /** Takes nothing more in. */
  close(): void;
};

export type InboxListener = {
  /** Something came in; called at once, so that a client that is ready has it without a detour. */
  onNews(): void;
  /** Called once. */
  onOverflow(): void;
};

export function createInbox(mostBytes: number, { onNews, onOverflow }: InboxListener): Inbox {
  let events: EventFrame[] = [];
  const progress = new Map<string, ProgressFrame>();
  let bytes = 0;
  let isOpen = true;

  function close(): void {
    isOpen = false;
    events = [];
    progress.clear();
  }

  return {
    addEvents(frames) {
      if (!isOpen) return;
      for (const frame of frames) bytes += frame.bytes.byteLength;
      if (bytes > mostBytes) {
        close();
        onOverflow();
        return;
      }
      events.push(...frames);
      onNews();
    },
    addProgress(frames) {
      if (!isOpen) return;
      for (const frame of frames) progress.set(frame.runId, frame);
      onNews();
    },
    take() {
      const taken = { events, progress: [...progress.values()] };
      events = [];
      progress.clear();
      bytes = 0;
      return taken;
    },
    close,
  };
}
