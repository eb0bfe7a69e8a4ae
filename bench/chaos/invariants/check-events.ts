import { isAfter, parsePosition } from "#lib/event/position";
import type { SeenStream } from "../ledger/client-ledger.ts";
import type { Evidence, Violation } from "./evidence.ts";

/** I7: each client of the event stream saw the outbox from where it began: everything, once, in order. */
export async function checkEvents({ db, since, client, restedAt }: Evidence): Promise<Violation[]> {
  const { rows } = await db.query<{ position: string }>(
    "SELECT xid || '-' || id AS position FROM event WHERE id > $1 ORDER BY xid, id",
    [since.eventId.toString()],
  );
  const outbox = rows.map(({ position }) => position);
  return client.streams.flatMap((stream) =>
    judgeStream(sinceThen(stream, since.eventId), outbox, restedAt ?? outbox.at(-1) ?? "0-0").map((why) => ({
      invariant: "I7",
      subject: `stream ${stream.name}`,
      why,
    })),
  );
}

/** What was told late of earlier rounds is not in the outbox as it was read here. */
function sinceThen(stream: SeenStream, eventId: bigint): SeenStream {
  const isRecent = (position: string) => (parsePosition(position)?.id ?? 0n) > eventId;
  return { ...stream, positions: stream.positions.filter(isRecent) };
}

function judgeStream(
  { from, positions, resets }: SeenStream,
  outbox: readonly string[],
  restedAt: string,
): string[] {
  if (from === null) return ["was never told where it begins"];
  const seen = new Set(positions);
  const due = outbox.filter((position) => comesAfter(position, from));
  const last = positions.at(-1) ?? from;
  const missed = due.filter(
    (position) => !seen.has(position) && !(comesAfter(position, restedAt) && comesAfter(position, last)),
  );
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
