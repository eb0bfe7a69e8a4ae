import { changes } from "#lib/http/handle";
import { reopenReviewEndpoint } from "#lib/review/closing-api";
import { reopenReview } from "#lib/review/reopen-review";
import { context } from "../../../../context.ts";

export const POST = changes(context, reopenReviewEndpoint, ({ tx, actor, query, body, now }) =>
  reopenReview(tx, actor, query.project, body, now),
);
