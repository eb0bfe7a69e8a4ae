import { reads } from "#lib/http/handle";
import { readSession } from "#lib/review/read-sessions";
import { readSessionEndpoint } from "#lib/review/session-api";
import { context } from "../../../../context.ts";

export const GET = reads(context, readSessionEndpoint, ({ db, actor, path }) =>
  readSession(db, actor, path["id"] ?? ""),
);
