import { reopenCommentEndpoint, resolveCommentEndpoint } from "#lib/comment/comment-api";
import { reopenComment, resolveComment } from "#lib/comment/resolve-comment";
import { changes } from "#lib/http/handle";
import { context } from "../../../../../context.ts";

export const PUT = changes(context, resolveCommentEndpoint, ({ tx, actor, path, now }) =>
  resolveComment(tx, actor, path["id"] ?? "", now),
);

export const DELETE = changes(context, reopenCommentEndpoint, ({ tx, actor, path, now }) =>
  reopenComment(tx, actor, path["id"] ?? "", now),
);
