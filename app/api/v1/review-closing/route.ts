import { changes, reads } from "#lib/http/handle";
import { closeReview } from "#lib/review/close-review";
import { closeReviewEndpoint, readClosingEndpoint } from "#lib/review/closing-api";
import { readClosing } from "#lib/review/read-closing";
import { context } from "../../../context.ts";

export const GET = reads(context, readClosingEndpoint, ({ db, actor, query }) =>
  readClosing(db, actor, query.project),
);

export const POST = changes(context, closeReviewEndpoint, ({ tx, actor, query, now }) =>
  closeReview(tx, actor, query.project, now),
);
