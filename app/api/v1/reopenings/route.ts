import { changes } from "#lib/http/handle";
import { reopenOutputsEndpoint } from "#lib/review/closing-api";
import { reopenOutputs } from "#lib/review/reopen-outputs";
import { context } from "../../../context.ts";

export const POST = changes(context, reopenOutputsEndpoint, ({ tx, actor, body, now }) =>
  reopenOutputs(tx, actor, body, now),
);
