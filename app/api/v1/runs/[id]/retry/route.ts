import { changes } from "#lib/http/handle";
import { retryRun } from "#lib/run/retry-run";
import { retryRunEndpoint } from "#lib/run/run-api";
import { context } from "../../../../../context.ts";

export const POST = changes(context, retryRunEndpoint, ({ tx, actor, path, now }) =>
  retryRun(tx, actor, path["id"] ?? "", now),
);
