import { reads } from "#lib/http/handle";
import { listReasons } from "#lib/review/read-reasons";
import { listReasonsEndpoint } from "#lib/review/reason-api";
import { context } from "../../../context.ts";

export const GET = reads(context, listReasonsEndpoint, async ({ db, actor, query }) => ({
  items: await listReasons(db, actor, query.project),
  nextCursor: null,
}));
