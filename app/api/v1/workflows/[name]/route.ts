import { reads } from "#lib/http/handle";
import { readWorkflow } from "#lib/workflow/read-workflows";
import { readWorkflowEndpoint } from "#lib/workflow/workflow-api";
import { context } from "../../../../context.ts";

export const GET = reads(context, readWorkflowEndpoint, ({ db, path }) =>
  readWorkflow(db, path["name"] ?? ""),
);
