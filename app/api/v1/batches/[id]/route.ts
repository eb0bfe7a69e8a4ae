import { reads } from "#lib/http/handle";
import { readBatchEndpoint } from "#lib/run/batch-api";
import { readBatch } from "#lib/run/read-batch";
import { context } from "../../../../context.ts";

export const GET = reads(context, readBatchEndpoint, ({ db, actor, path }) =>
  readBatch(db, actor, path["id"] ?? ""),
);
