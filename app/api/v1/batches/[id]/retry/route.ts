import { changes } from "#lib/http/handle";
import { retryBatchEndpoint } from "#lib/run/batch-api";
import { retryBatch } from "#lib/run/retry-batch";
import { context } from "../../../../../context.ts";

export const POST = changes(context, retryBatchEndpoint, ({ tx, actor, path, now }) =>
  retryBatch(tx, actor, path["id"] ?? "", now),
);
