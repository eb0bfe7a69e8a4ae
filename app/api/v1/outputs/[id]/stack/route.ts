import { reads } from "#lib/http/handle";
import { readStackEndpoint } from "#lib/output/output-api";
import { readStack } from "#lib/output/read-stack";
import { context } from "../../../../../context.ts";

export const GET = reads(context, readStackEndpoint, async ({ db, actor, path }) => ({
  items: await readStack(db, actor, path["id"] ?? ""),
  nextCursor: null,
}));
