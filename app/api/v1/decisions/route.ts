import { changes } from "#lib/http/handle";
import { decideOutputs } from "#lib/review/decide-outputs";
import { bulkDecideEndpoint } from "#lib/review/decision-api";
import { context } from "../../../context.ts";

export const POST = changes(context, bulkDecideEndpoint, ({ tx, actor, body, now }) =>
  decideOutputs(tx, actor, body, now),
);
