import { reads } from "#lib/http/handle";
import { readLastStep } from "#lib/review/read-steps";
import { readLastStepEndpoint } from "#lib/review/step-api";
import { context } from "../../../../context.ts";

export const GET = reads(context, readLastStepEndpoint, async ({ db, actor, query, now }) => ({
  last: await readLastStep(db, actor, query.session ?? null, now),
}));
