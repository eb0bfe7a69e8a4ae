import { changes } from "#lib/http/handle";
import { cancelBatchEndpoint } from "#lib/run/batch-api";
import { cancelBatch } from "#lib/run/cancel-batch";
import { context } from "../../../../../context.ts";

export const POST = changes(context, cancelBatchEndpoint, ({ tx, actor, path, body, now }) =>
  cancelBatch(tx, actor, path["id"] ?? "", body, now),
);
