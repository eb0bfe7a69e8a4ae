import { reads } from "#lib/http/handle";
import { listClaimsEndpoint } from "#lib/review/claim-api";
import { listClaims } from "#lib/review/read-claims";
import { context } from "../../../context.ts";

export const GET = reads(context, listClaimsEndpoint, ({ db, actor }) => listClaims(db, actor));
