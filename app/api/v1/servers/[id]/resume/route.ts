import { changes } from "#lib/http/handle";
import { resumeServer } from "#lib/server/drain-server";
import { resumeServerEndpoint } from "#lib/server/server-api";
import { context } from "../../../../../context.ts";

export const POST = changes(context, resumeServerEndpoint, ({ tx, actor, path, now }) =>
  resumeServer(tx, actor, path["id"] ?? "", now),
);
