import { type EventReader, type ReaderParts, startEventReader } from "./event-reader.ts";
import type { Inbox } from "./inbox.ts";
import type { Position } from "./position.ts";

export type Membership = {
  /** The inbox gets every event after this place, and no other. */
  position: Position;
  /** May be called more than once. */
  leave: () => void;
};

/** Shares one reader of the outbox among all clients of a process; it reads only while there are any. */
export type EventHub = { join(inbox: Inbox): Promise<Membership> };

export function createEventHub(parts: ReaderParts): EventHub {
  const inboxes = new Set<Inbox>();
  let wanted = 0;
  let starting: Promise<EventReader> | undefined;

  function start(): Promise<EventReader> {
    return startEventReader(parts, {
      events: (frames) => inboxes.forEach((inbox) => inbox.addEvents(frames)),
      progress: (frames) => inboxes.forEach((inbox) => inbox.addProgress(frames)),
    });
  }

  function release(): void {
    wanted -= 1;
    if (wanted > 0) return;
    void starting?.then(
      (reader) => reader.stop(),
      () => undefined,
    );
    starting = undefined;
  }

  return {
    async join(inbox) {
      wanted += 1;
      try {
        const reader = await (starting ??= start());
        // No await between these two: nothing can be delivered in between.
        inboxes.add(inbox);
        const position = reader.position();
        return {
          position,
          leave() {
            if (inboxes.delete(inbox)) release();
          },
        };
      } catch (error) {
        starting = undefined;
        release();
        throw error;
      }
    },
  };
}
