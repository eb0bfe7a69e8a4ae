import { changes } from "#lib/http/handle";
import { labelOutputs } from "#lib/review/mark-outputs";
import { labelManyEndpoint } from "#lib/review/rating-api";
import { context } from "../../../context.ts";

export const PUT = changes(context, labelManyEndpoint, ({ tx, actor, body, now }) =>
  labelOutputs(tx, actor, body, now),
);
