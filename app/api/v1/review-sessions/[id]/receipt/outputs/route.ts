import { reads } from "#lib/http/handle";
import { readReceiptOutputs } from "#lib/review/read-receipts";
import { readReceiptOutputsEndpoint } from "#lib/review/receipt-api";
import { context } from "../../../../../../context.ts";

export const GET = reads(context, readReceiptOutputsEndpoint, ({ db, actor, path, query }) =>
  readReceiptOutputs(db, actor, path["id"] ?? "", query),
);
