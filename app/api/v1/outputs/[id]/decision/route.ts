import { changes, changesAtOnce } from "#lib/http/handle";
import { decideOutput } from "#lib/review/decide-output";
import { decideEndpoint, undoEndpoint } from "#lib/review/decision-api";
import { undoDecision } from "#lib/review/undo-decision";
import { context } from "../../../../../context.ts";

export const PUT = changesAtOnce(context, decideEndpoint, ({ db, keep, actor, path, body, now }) =>
  decideOutput(db, actor, path["id"] ?? "", body, now, keep),
);

export const DELETE = changes(context, undoEndpoint, ({ tx, actor, path, query, now }) =>
  undoDecision(tx, actor, path["id"] ?? "", query, now),
);
