import { changes } from "#lib/http/handle";
import { archiveManyEndpoint } from "#lib/review/archive-api";
import { archiveOutputs } from "#lib/review/archive-outputs";
import { context } from "../../../context.ts";

export const POST = changes(context, archiveManyEndpoint, ({ tx, actor, body, now }) =>
  archiveOutputs(tx, actor, body, now),
);
