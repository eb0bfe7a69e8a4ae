import { liveStatuses } from "#lib/dispatch/attempt/held-attempt";
import type { Evidence, Violation } from "./evidence.ts";

type Row = { server: string; attempt_id: string; attempt: string | null; run: string | null };

/** While an attempt is in one of these, it takes up room on its server; its files can be fetched without. */
const onServer = liveStatuses.filter((status) => status !== "collecting");

/** I6: no slot is held by an attempt that has ended, nor for a run that has; and none is on a server without its slot. */
export async function checkSlots({ db }: Evidence): Promise<Violation[]> {
  const { rows: held } = await db.query<Row>(
    `SELECT server.name AS server, slot.attempt_id, attempt.status AS attempt, run.status AS run
     FROM server_slot slot JOIN server ON server.id = slot.server_id
     LEFT JOIN attempt ON attempt.id = slot.attempt_id LEFT JOIN run ON run.id = attempt.run_id
     WHERE slot.attempt_id IS NOT NULL AND (run.status IS DISTINCT FROM 'running' OR NOT attempt.status = ANY($1))`,
    [liveStatuses],
  );
  const { rows: bare } = await db.query<{ id: string }>(
    `SELECT id FROM attempt WHERE status = ANY($1)
       AND NOT EXISTS (SELECT FROM server_slot WHERE attempt_id = attempt.id)`,
    [onServer],
  );
  return [
    ...held.map(({ server, attempt_id, attempt, run }): Violation => ({
      invariant: "I6",
      subject: `server ${server}`,
      why: `holds a slot for attempt ${attempt_id}, which is ${attempt ?? "gone"}, of a run that is ${run ?? "gone"}`,
    })),
    ...bare.map(({ id }): Violation => ({
      invariant: "I6",
      subject: `attempt ${id}`,
      why: "is on a server without a slot",
    })),
  ];
}
