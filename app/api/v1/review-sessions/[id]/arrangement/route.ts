import { reads } from "#lib/http/handle";
import { readArrangement } from "#lib/review/read-arrangement";
import { readArrangementEndpoint } from "#lib/review/session-api";
import { context } from "../../../../../context.ts";

export const GET = reads(context, readArrangementEndpoint, ({ db, actor, path, query }) =>
  readArrangement(db, actor, path["id"] ?? "", query),
);
