import { reads } from "#lib/http/handle";
import { readRun } from "#lib/run/read-runs";
import { readRunEndpoint } from "#lib/run/run-api";
import { context } from "../../../../context.ts";

export const GET = reads(context, readRunEndpoint, ({ db, actor, path }) =>
  readRun(db, actor, path["id"] ?? ""),
);
