import { listCommentsEndpoint, postCommentEndpoint } from "#lib/comment/comment-api";
import { postComment } from "#lib/comment/post-comment";
import { listComments } from "#lib/comment/read-comments";
import { changes, reads } from "#lib/http/handle";
import { context } from "../../../../../context.ts";

export const GET = reads(context, listCommentsEndpoint, ({ db, actor, path, query }) =>
  listComments(db, actor, path["id"] ?? "", query),
);

export const POST = changes(context, postCommentEndpoint, ({ tx, actor, path, body, now }) =>
  postComment(tx, actor, path["id"] ?? "", body, now),
);
