import { markMention } from "#lib/comment/mark-mentions";
import { mentionReadEndpoint } from "#lib/comment/mention-api";
import { changes } from "#lib/http/handle";
import { context } from "../../../../../context.ts";

export const PUT = changes(context, mentionReadEndpoint, ({ tx, actor, path, now }) =>
  markMention(tx, actor, path["id"] ?? "", now),
);
