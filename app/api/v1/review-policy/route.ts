import { changes, reads } from "#lib/http/handle";
import { changePolicy } from "#lib/review/change-policy";
import { changePolicyEndpoint, readPolicyEndpoint } from "#lib/review/policy-api";
import { readPolicy } from "#lib/review/read-policy";
import { context } from "../../../context.ts";

export const GET = reads(context, readPolicyEndpoint, ({ db, actor, query }) =>
  readPolicy(db, actor, query.project),
);

export const PUT = changes(context, changePolicyEndpoint, ({ tx, actor, query, body }) =>
  changePolicy(tx, actor, query.project, body),
);
