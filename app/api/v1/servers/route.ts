import { reads } from "#lib/http/handle";
import { listServers } from "#lib/server/read-servers";
import { listServersEndpoint } from "#lib/server/server-api";
import { context } from "../../../context.ts";

export const GET = reads(context, listServersEndpoint, ({ db, actor }) => listServers(db, actor));
