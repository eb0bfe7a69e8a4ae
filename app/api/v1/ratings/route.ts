import { changes } from "#lib/http/handle";
import { rateOutputs } from "#lib/review/mark-outputs";
import { rateManyEndpoint } from "#lib/review/rating-api";
import { context } from "../../../context.ts";

export const PUT = changes(context, rateManyEndpoint, ({ tx, actor, body, now }) =>
  rateOutputs(tx, actor, body, now),
);
