import { reads } from "#lib/http/handle";
import { readBackfillEndpoint } from "#lib/output/backfill-api";
import { readBackfill } from "#lib/output/read-backfill";
import { context } from "../../../context.ts";

export const GET = reads(context, readBackfillEndpoint, ({ db, actor }) => readBackfill(db, actor));
