import { sends } from "#lib/http/handle";
import { exportReasonsEndpoint } from "#lib/review/reason-api";
import { exportReasons } from "#lib/review/export-reasons";
import { context } from "../../../../context.ts";

export const GET = sends(context, exportReasonsEndpoint, async ({ db, actor, query }) => {
  const body = await exportReasons(db, actor, query.project);
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="verdicts.csv"',
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
});
