import { changes } from "#lib/http/handle";
import { keepPosition } from "#lib/review/keep-position";
import { savePositionEndpoint } from "#lib/review/session-api";
import { context } from "../../../../../context.ts";

export const PUT = changes(context, savePositionEndpoint, ({ tx, actor, path, body, now }) =>
  keepPosition(tx, actor, path["id"] ?? "", body.position, now),
);
