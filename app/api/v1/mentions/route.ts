import { listMentionsEndpoint } from "#lib/comment/mention-api";
import { listMentions } from "#lib/comment/read-mentions";
import { reads } from "#lib/http/handle";
import { context } from "../../../context.ts";

export const GET = reads(context, listMentionsEndpoint, ({ db, actor, query }) =>
  listMentions(db, actor, query),
);
