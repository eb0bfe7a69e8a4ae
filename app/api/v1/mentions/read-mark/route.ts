import { markMentions } from "#lib/comment/mark-mentions";
import { mentionsReadEndpoint } from "#lib/comment/mention-api";
import { changes } from "#lib/http/handle";
import { context } from "../../../../context.ts";

export const PUT = changes(context, mentionsReadEndpoint, ({ tx, actor, body, now }) =>
  markMentions(tx, actor, body.upTo, now),
);
