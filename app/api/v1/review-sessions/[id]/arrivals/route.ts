import { changes } from "#lib/http/handle";
import { listArrivals } from "#lib/review/list-arrivals";
import { listArrivalsEndpoint } from "#lib/review/session-api";
import { context } from "../../../../../context.ts";

export const POST = changes(context, listArrivalsEndpoint, ({ tx, actor, path, now }) =>
  listArrivals(tx, actor, path["id"] ?? "", now),
);
