import { changes } from "#lib/http/handle";
import { claimEndpoint, releaseEndpoint } from "#lib/review/claim-api";
import { claimOutput, releaseOutput } from "#lib/review/claim-output";
import { context } from "../../../../../context.ts";

export const PUT = changes(context, claimEndpoint, ({ tx, actor, path }) =>
  claimOutput(tx, actor, path["id"] ?? ""),
);

export const DELETE = changes(context, releaseEndpoint, ({ tx, actor, path }) =>
  releaseOutput(tx, actor, path["id"] ?? ""),
);
