import { changes } from "#lib/http/handle";
import { undoStepEndpoint } from "#lib/review/step-api";
import { undoStep } from "#lib/review/undo-step";
import { context } from "../../../../../context.ts";

export const POST = changes(context, undoStepEndpoint, ({ tx, actor, path, now }) =>
  undoStep(tx, actor, path["id"] ?? "", now),
);
