import { reads } from "#lib/http/handle";
import { listWorkflows } from "#lib/workflow/read-workflows";
import { listWorkflowsEndpoint } from "#lib/workflow/workflow-api";
import { context } from "../../../context.ts";

export const GET = reads(context, listWorkflowsEndpoint, async ({ db, query }) => ({
  items: await listWorkflows(db, { broken: query.include === "broken" }),
  nextCursor: null,
}));
