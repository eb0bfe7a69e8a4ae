import { reads } from "#lib/http/handle";
import { listOutputsEndpoint } from "#lib/output/output-api";
import { listOutputs } from "#lib/output/read-outputs";
import { context } from "../../../context.ts";

export const GET = reads(context, listOutputsEndpoint, ({ db, actor, query }) =>
  listOutputs(db, actor, query),
);
