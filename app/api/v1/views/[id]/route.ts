import { changes } from "#lib/http/handle";
import { changeView, removeView } from "#lib/review/save-view";
import { changeViewEndpoint, removeViewEndpoint } from "#lib/review/view-api";
import { context } from "../../../../context.ts";

export const PUT = changes(context, changeViewEndpoint, ({ tx, actor, path, body, now }) =>
  changeView(tx, actor, path["id"] ?? "", body, now),
);

export const DELETE = changes(context, removeViewEndpoint, ({ tx, actor, path }) =>
  removeView(tx, actor, path["id"] ?? ""),
);
