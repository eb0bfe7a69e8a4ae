import { changes } from "#lib/http/handle";
import { skipEndpoint, unskipEndpoint } from "#lib/review/session-api";
import { skipOutput } from "#lib/review/skip-output";
import { context } from "../../../../../../context.ts";

export const PUT = changes(context, skipEndpoint, ({ tx, actor, path, now }) =>
  skipOutput(tx, actor, { id: path["id"] ?? "", output: path["output"] ?? "", isSkipped: true }, now),
);

export const DELETE = changes(context, unskipEndpoint, ({ tx, actor, path, now }) =>
  skipOutput(tx, actor, { id: path["id"] ?? "", output: path["output"] ?? "", isSkipped: false }, now),
);
