import { reads } from "#lib/http/handle";
import { countOutputsEndpoint } from "#lib/output/output-api";
import { countOutputs } from "#lib/output/read-output-counts";
import { context } from "../../../../context.ts";

export const GET = reads(context, countOutputsEndpoint, ({ db, actor, query }) =>
  countOutputs(db, actor, query),
);
