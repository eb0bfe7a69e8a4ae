import { changes } from "#lib/http/handle";
import { cancelRun } from "#lib/run/cancel-run";
import { cancelRunEndpoint } from "#lib/run/run-api";
import { context } from "../../../../../context.ts";

export const POST = changes(context, cancelRunEndpoint, ({ tx, actor, path, now }) =>
  cancelRun(tx, actor, path["id"] ?? "", now),
);
