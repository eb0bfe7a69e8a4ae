import { changes } from "#lib/http/handle";
import { labelOutput } from "#lib/review/label-output";
import { labelEndpoint, unlabelEndpoint } from "#lib/review/rating-api";
import { context } from "../../../../../../context.ts";

const named = (path: Readonly<Record<string, string>>) => ({
  outputId: path["id"] ?? "",
  name: path["name"] ?? "",
});

export const PUT = changes(context, labelEndpoint, ({ tx, actor, path, body, now }) =>
  labelOutput(tx, actor, { ...named(path), isOwn: body.own, isOn: true }, now),
);

export const DELETE = changes(context, unlabelEndpoint, ({ tx, actor, path, query, now }) =>
  labelOutput(tx, actor, { ...named(path), isOwn: query.own, isOn: false }, now),
);
