import { reads } from "#lib/http/handle";
import { readOutputEndpoint } from "#lib/output/output-api";
import { readOutput } from "#lib/output/read-output";
import { context } from "../../../../context.ts";

export const GET = reads(context, readOutputEndpoint, ({ db, actor, path }) =>
  readOutput(db, actor, path["id"] ?? ""),
);
