import { changes, reads } from "#lib/http/handle";
import { listReasons } from "#lib/review/read-reasons";
import { listReasonsEndpoint, saveReasonsEndpoint } from "#lib/review/reason-api";
import { saveReasons } from "#lib/review/save-reasons";
import { context } from "../../../context.ts";

export const GET = reads(context, listReasonsEndpoint, async ({ db, actor, query }) => ({
  items: await listReasons(db, actor, query.project),
  nextCursor: null,
}));

export const PUT = changes(context, saveReasonsEndpoint, async ({ tx, actor, body, now }) => ({
  items: await saveReasons(tx, actor, body, now),
  nextCursor: null,
}));
