import { changes } from "#lib/http/handle";
import { archiveEndpoint, unarchiveEndpoint } from "#lib/review/archive-api";
import { archiveOutput } from "#lib/review/archive-outputs";
import { context } from "../../../../../context.ts";

export const PUT = changes(context, archiveEndpoint, ({ tx, actor, path, now }) =>
  archiveOutput(tx, actor, path["id"] ?? "", true, now),
);

export const DELETE = changes(context, unarchiveEndpoint, ({ tx, actor, path, now }) =>
  archiveOutput(tx, actor, path["id"] ?? "", false, now),
);
