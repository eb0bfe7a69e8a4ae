import { reads } from "#lib/http/handle";
import { readTwins } from "#lib/review/read-twins";
import { readTwinsEndpoint } from "#lib/review/session-api";
import { context } from "../../../../../context.ts";

export const GET = reads(context, readTwinsEndpoint, ({ db, actor, path }) =>
  readTwins(db, actor, path["id"] ?? ""),
);
