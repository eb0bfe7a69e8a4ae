import { Buffer } from "node:buffer";
import { AppError } from "#lib/errors";
import { isId } from "#lib/ids";
import type { Page } from "./page-schema.ts";

/** Where a page ended: the sort key of its last row. Lists are bounded by comparing the pair, never by OFFSET. */
export type Cursor = { at: Date; id: string };

/** Opaque text for a query string; `decodeCursor` reads it. */
export function encodeCursor({ at, id }: Cursor): string {
  return Buffer.from(`${at.toISOString()} ${id}`).toString("base64url");
}

/** Reads a cursor; one that we did not make is a malformed request, not an empty list. */
export function decodeCursor(text: string): Cursor {
  const [time = "", id = ""] = Buffer.from(text, "base64url").toString().split(" ");
  const at = new Date(time);
  // Years that the database does not know are longer to write, or before everything here.
  const isOurTime = at.getTime() >= 0 && time.length === "2000-01-01T00:00:00.000Z".length;
  if (!isOurTime || !isId(id)) {
    throw new AppError(
      "malformed",
      "The cursor is not one of ours. Leave it out to start from the beginning.",
      {
        fields: [{ path: "/cursor", message: "Use the nextCursor of the page before." }],
      },
    );
  }
  return { at, id };
}

/** Makes a page of `rows`, read with one row more than `limit` to know whether another page follows. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  position: (row: Row) => Cursor,
  present: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(present),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(position(last)) : null,
  };
}
