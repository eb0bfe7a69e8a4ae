import { sends } from "#lib/http/handle";
import { csvReply } from "#lib/review/csv";
import { exportReasons } from "#lib/review/export-reasons";
import { exportReasonsEndpoint } from "#lib/review/reason-api";
import { context } from "../../../../context.ts";

export const GET = sends(context, exportReasonsEndpoint, async ({ db, actor, query }) =>
  csvReply(await exportReasons(db, actor, query.project), "verdicts.csv"),
);
