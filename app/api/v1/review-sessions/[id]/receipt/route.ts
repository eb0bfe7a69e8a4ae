import { changes, reads } from "#lib/http/handle";
import { closeSession } from "#lib/review/close-session";
import { readReceipt } from "#lib/review/read-receipts";
import { closeSessionEndpoint, readReceiptEndpoint } from "#lib/review/receipt-api";
import { context } from "../../../../../context.ts";

export const POST = changes(context, closeSessionEndpoint, ({ tx, actor, path, now }) =>
  closeSession(tx, actor, path["id"] ?? "", now),
);

export const GET = reads(context, readReceiptEndpoint, ({ db, actor, path }) =>
  readReceipt(db, actor, path["id"] ?? ""),
);
