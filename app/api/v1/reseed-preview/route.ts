import { reads } from "#lib/http/handle";
import { reseedPreviewEndpoint } from "#lib/review/decision-api";
import { previewReseeds } from "#lib/review/read-reseed-options";
import { context } from "../../../context.ts";

export const GET = reads(context, reseedPreviewEndpoint, ({ db, actor, query }) =>
  previewReseeds(db, actor, query.outputs),
);
