import { changes, reads } from "#lib/http/handle";
import { listViews } from "#lib/review/read-views";
import { createView } from "#lib/review/save-view";
import { createViewEndpoint, listViewsEndpoint } from "#lib/review/view-api";
import { context } from "../../../context.ts";

export const GET = reads(context, listViewsEndpoint, async ({ db, actor, query }) => ({
  items: await listViews(db, actor, query.project),
  nextCursor: null,
}));

export const POST = changes(context, createViewEndpoint, ({ tx, actor, body, now }) =>
  createView(tx, actor, body, now),
);
