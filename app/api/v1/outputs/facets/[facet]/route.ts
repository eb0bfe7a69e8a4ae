import { reads } from "#lib/http/handle";
import { readFacetEndpoint } from "#lib/output/output-api";
import { readFacet } from "#lib/output/read-facet";
import { context } from "../../../../../context.ts";

export const GET = reads(context, readFacetEndpoint, ({ db, actor, path, query }) =>
  readFacet(db, actor, path["facet"] ?? "", query),
);
