import { createAlarm } from "./alarm.ts";
import type { EventFrame, ProgressFrame } from "./frame.ts";

/**
 * What waits for one client. Events pile up in order until `mostBytes`; then the client is too slow and `onOverflow`
 * is called once. Of each run's progress only the latest is kept.
 */
export type Inbox = {
  addEvents(frames: readonly EventFrame[]): void;
  addProgress(frames: readonly ProgressFrame[]): void;
  take(): { events: EventFrame[]; progress: ProgressFrame[] };
  /** Resolves true when something may have come in, false after `ms`. */
  wait(ms: number): Promise<boolean>;
  /** Wakes the waiter and takes nothing more in. */
  close(): void;
};

export function createInbox(mostBytes: number, onOverflow: () => void): Inbox {
  const alarm = createAlarm();
  let events: EventFrame[] = [];
  const progress = new Map<string, ProgressFrame>();
  let bytes = 0;
  let isOpen = true;

  function close(): void {
    isOpen = false;
    events = [];
    progress.clear();
    alarm.ring();
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
      alarm.ring();
    },
    addProgress(frames) {
      if (!isOpen) return;
      for (const frame of frames) progress.set(frame.runId, frame);
      alarm.ring();
    },
    take() {
      const taken = { events, progress: [...progress.values()] };
      events = [];
      progress.clear();
      bytes = 0;
      return taken;
    },
    wait: (ms) => alarm.wait(ms),
    close,
  };
}
