import { changes } from "#lib/http/handle";
import { drainServer } from "#lib/server/drain-server";
import { drainServerEndpoint } from "#lib/server/server-api";
import { context } from "../../../../../context.ts";

export const POST = changes(context, drainServerEndpoint, ({ tx, actor, path, now }) =>
  drainServer(tx, actor, path["id"] ?? "", now),
);
