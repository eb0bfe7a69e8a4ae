import { reads } from "#lib/http/handle";
import { readWindow } from "#lib/review/read-session-outputs";
import { readWindowEndpoint } from "#lib/review/session-api";
import { context } from "../../../../../context.ts";

export const GET = reads(context, readWindowEndpoint, ({ db, actor, path, query }) =>
  readWindow(db, actor, path["id"] ?? "", query),
);
