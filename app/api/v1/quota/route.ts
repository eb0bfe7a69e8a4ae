import { changes, reads } from "#lib/http/handle";
import { changeQuota } from "#lib/run/change-quota";
import { changeQuotaEndpoint, readQuotaEndpoint } from "#lib/run/quota-api";
import { readQuota } from "#lib/run/read-quota";
import { context } from "../../../context.ts";

export const GET = reads(context, readQuotaEndpoint, ({ db, actor, query, now }) =>
  readQuota(db, actor, query.project, now),
);

export const PUT = changes(context, changeQuotaEndpoint, ({ tx, actor, query, body, now }) =>
  changeQuota(tx, actor, query.project, body, now),
);
