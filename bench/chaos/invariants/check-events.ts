import { isAfter, parsePosition } from "#lib/event/position";
import type { SeenStream } from "../ledger/client-ledger.ts";
import type { Evidence, Violation } from "./evidence.ts";

/** I7: each client of the event stream saw the outbox from where it began: everything, once, in order. */
export async function checkEvents({ db, since, client }: Evidence): Promise<Violation[]> {
  const { rows } = await db.query<{ position: string }>(
    "SELECT xid || '-' || id AS position FROM event WHERE id > $1 ORDER BY xid, id",
    [since.eventId.toString()],
  );
  const outbox = rows.map(({ position }) => position);
  return client.streams.flatMap((stream) =>
    judgeStream(stream, outbox).map((why) => ({ invariant: "I7", subject: `stream ${stream.name}`, why })),
  );
}

function judgeStream({ from, positions, resets }: SeenStream, outbox: readonly string[]): string[] {
  if (from === null) return ["was never told where it begins"];
  const due = outbox.filter((position) => comesAfter(position, from));
  const seen = new Set(positions);
  const missed = due.filter((position) => !seen.has(position));
  const real = new Set(due);
  const invented = positions.filter((position) => !real.has(position));
  const turned = positions.filter(
    (position, index) => index > 0 && !comesAfter(position, positions[index - 1] ?? from),
  );
  return [
    ...(missed.length > 0
      ? [`missed ${missed.length} of ${due.length} events, the first at ${missed[0]}`]
      : []),
    ...(invented.length > 0
      ? [`saw ${invented.length} events that the outbox does not have: ${invented[0]}`]
      : []),
    ...(turned.length > 0
      ? [`saw ${turned.length} events twice or out of order, the first at ${turned[0]}`]
      : []),
    ...(resets > 0 ? [`was told ${resets} times to read everything again`] : []),
  ];
}

function comesAfter(a: string, b: string): boolean {
  const [left, right] = [parsePosition(a), parsePosition(b)];
  return left !== null && right !== null && isAfter(left, right);
}
