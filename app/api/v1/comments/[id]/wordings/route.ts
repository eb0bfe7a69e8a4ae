import { listWordingsEndpoint } from "#lib/comment/comment-api";
import { listWordings } from "#lib/comment/read-comments";
import { reads } from "#lib/http/handle";
import { context } from "../../../../../context.ts";

export const GET = reads(context, listWordingsEndpoint, ({ db, actor, path }) =>
  listWordings(db, actor, path["id"] ?? ""),
);
