import { reads } from "#lib/http/handle";
import { readStandings } from "#lib/review/read-standings";
import { readStandingsEndpoint } from "#lib/review/session-api";
import { context } from "../../../../../context.ts";

export const GET = reads(context, readStandingsEndpoint, ({ db, actor, path, query }) =>
  readStandings(db, actor, path["id"] ?? "", query),
);
