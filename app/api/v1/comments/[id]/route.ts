import { deleteCommentEndpoint, editCommentEndpoint } from "#lib/comment/comment-api";
import { deleteComment } from "#lib/comment/delete-comment";
import { editComment } from "#lib/comment/edit-comment";
import { changes } from "#lib/http/handle";
import { context } from "../../../../context.ts";

export const PUT = changes(context, editCommentEndpoint, ({ tx, actor, path, body, now }) =>
  editComment(tx, actor, path["id"] ?? "", body, now),
);

export const DELETE = changes(context, deleteCommentEndpoint, ({ tx, actor, path, now }) =>
  deleteComment(tx, actor, path["id"] ?? "", now),
);
