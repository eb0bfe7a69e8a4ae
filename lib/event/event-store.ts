import type { Prisma } from "#prisma";
import { wakeAfterCommit, type Tx } from "#lib/db/transaction";
import type { EventKind } from "./event-schema.ts";

export type NewEvent = {
  kind: EventKind;
  projectId: string | null;
  subjectId: string;
  data: Prisma.InputJsonObject;
};

/** Appends to the outbox in the caller's transaction: the change and its event land together or not at all. */
export async function appendEvents(tx: Tx, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.event.createMany({ data: [...events] });
  wakeAfterCommit(tx, "event");
}
