import { readMarkEndpoint } from "#lib/comment/comment-api";
import { markRead } from "#lib/comment/mark-read";
import { changes } from "#lib/http/handle";
import { context } from "../../../../../context.ts";

export const PUT = changes(context, readMarkEndpoint, ({ tx, actor, path, body, now }) =>
  markRead(tx, actor, path["id"] ?? "", body.upTo, now),
);
