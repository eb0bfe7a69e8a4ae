import { sends } from "#lib/http/handle";
import { csvReply } from "#lib/review/csv";
import { exportReceipt } from "#lib/review/export-receipt";
import { exportReceiptEndpoint } from "#lib/review/receipt-api";
import { context } from "../../../../../../context.ts";

export const GET = sends(context, exportReceiptEndpoint, async ({ db, actor, path }) =>
  csvReply(await exportReceipt(db, actor, path["id"] ?? ""), "receipt.csv"),
);
