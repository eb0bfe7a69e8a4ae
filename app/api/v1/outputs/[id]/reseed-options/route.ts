import { reads } from "#lib/http/handle";
import { reseedOptionsEndpoint } from "#lib/review/decision-api";
import { readReseedOptions } from "#lib/review/read-reseed-options";
import { context } from "../../../../../context.ts";

export const GET = reads(context, reseedOptionsEndpoint, ({ db, actor, path }) =>
  readReseedOptions(db, actor, path["id"] ?? ""),
);
