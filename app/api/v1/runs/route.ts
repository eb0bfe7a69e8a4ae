import { changesAtOnce, reads } from "#lib/http/handle";
import { createRuns } from "#lib/run/create-runs";
import { listRuns } from "#lib/run/read-runs";
import { createRunEndpoint, listRunsEndpoint } from "#lib/run/run-api";
import { context } from "../../../context.ts";

export const GET = reads(context, listRunsEndpoint, ({ db, actor, query }) => listRuns(db, actor, query));

export const POST = changesAtOnce(context, createRunEndpoint, async ({ db, keep, actor, body, now }) => ({
  items: await createRuns(db, actor, body, now, keep),
}));
