import { changes } from "#lib/http/handle";
import { reseedEndpoint } from "#lib/review/decision-api";
import { reseedOutput } from "#lib/review/reseed-output";
import { context } from "../../../../../context.ts";

export const POST = changes(context, reseedEndpoint, ({ tx, actor, path, body, now }) =>
  reseedOutput(tx, actor, path["id"] ?? "", body, now),
);
