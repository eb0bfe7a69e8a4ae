import { changes, reads } from "#lib/http/handle";
import { listSessions } from "#lib/review/read-sessions";
import { listSessionsEndpoint, startSessionEndpoint } from "#lib/review/session-api";
import { startSession } from "#lib/review/start-session";
import { context } from "../../../context.ts";

export const GET = reads(context, listSessionsEndpoint, ({ db, actor, query }) =>
  listSessions(db, actor, query),
);

export const POST = changes(context, startSessionEndpoint, ({ tx, actor, body, now }) =>
  startSession(tx, actor, body, now),
);
