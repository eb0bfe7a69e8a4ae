import { wakeAfterCommit, type Tx } from "#lib/db/transaction";
import { Prisma } from "#prisma";
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
  await tx.$executeRaw`${insertEvents(events)}`;
  wakeAfterCommit(tx, "event");
}

/**
 * The statement that appends `events` in their order, also as a part of a larger one; `only` is a WHERE on `line` that
 * then narrows them to what that statement did. Whoever runs it wakes the listeners.
 */
export function insertEvents(events: readonly NewEvent[], only = Prisma.empty): Prisma.Sql {
  const lines = events.map((event, place) => ({ ...event, place }));
  return Prisma.sql`
    INSERT INTO event (kind, project_id, subject_id, data)
    SELECT line.kind, line."projectId", line."subjectId", line.data
    FROM jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
      AS line(place int, kind text, "projectId" uuid, "subjectId" text, data jsonb)
    ${only}
    ORDER BY line.place`;
}
