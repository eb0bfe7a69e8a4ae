/** A place in the outbox. Events are ordered by transaction, then by id within it. */
export type Position = { readonly xid: bigint; readonly id: bigint };

/** As clients see and return it: "xid-id". */
export function formatPosition({ xid, id }: Position): string {
  return `${xid}-${id}`;
}

const largest = 2n ** 63n - 1n;

/** Null for anything that `formatPosition` cannot have written. */
export function parsePosition(text: string): Position | null {
  const [, xid, id] = /^(\d{1,19})-(\d{1,19})$/.exec(text) ?? [];
  if (xid === undefined || id === undefined) return null;
  const position = { xid: BigInt(xid), id: BigInt(id) };
  return position.xid <= largest && position.id <= largest ? position : null;
}

/** Whether `a` comes later in commit order. */
export function isAfter(a: Position, b: Position): boolean {
  return a.xid > b.xid || (a.xid === b.xid && a.id > b.id);
}
