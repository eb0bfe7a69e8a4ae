import { changes } from "#lib/http/handle";
import { rateOutput } from "#lib/review/rate-output";
import { rateEndpoint, unrateEndpoint } from "#lib/review/rating-api";
import { context } from "../../../../../context.ts";

export const PUT = changes(context, rateEndpoint, ({ tx, actor, path, body, now }) =>
  rateOutput(tx, actor, path["id"] ?? "", body.stars, now),
);

export const DELETE = changes(context, unrateEndpoint, ({ tx, actor, path, now }) =>
  rateOutput(tx, actor, path["id"] ?? "", null, now),
);
