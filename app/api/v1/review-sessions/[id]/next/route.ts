import { reads } from "#lib/http/handle";
import { readNext } from "#lib/review/read-session-outputs";
import { readNextEndpoint } from "#lib/review/session-api";
import { context } from "../../../../../context.ts";

export const GET = reads(context, readNextEndpoint, ({ db, actor, path, query }) =>
  readNext(db, actor, path["id"] ?? "", query),
);
