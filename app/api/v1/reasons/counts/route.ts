import { reads } from "#lib/http/handle";
import { countReasons } from "#lib/review/count-reasons";
import { countReasonsEndpoint } from "#lib/review/reason-api";
import { context } from "../../../../context.ts";

export const GET = reads(context, countReasonsEndpoint, async ({ db, actor, query }) => ({
  items: await countReasons(db, actor, query.project),
  nextCursor: null,
}));
