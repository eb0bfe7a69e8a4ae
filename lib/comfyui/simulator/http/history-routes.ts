import { isTruthy, toInt } from "#lib/comfyui/simulator/graph/coerce-input";
import { historyJson } from "#lib/comfyui/simulator/history";
import { readJson } from "./read-body.ts";
import { empty, json } from "./reply.ts";
import type { Route } from "./route.ts";
import { listOf, members } from "./queue-routes.ts";

export const historyRoutes: Route[] = [
  {
    method: "GET",
    path: "/history",
    handle: ({ server, query }) => {
      server.ledger.count("historyReads");
      const maxItems = query.get("max_items");
      const offset = query.get("offset");
      const entries = server.history.page(
        maxItems === null ? null : Number(toInt(maxItems)),
        offset === null ? -1 : Number(toInt(offset)),
      );
      return json(Object.fromEntries(entries.map((entry) => [entry.item.promptId, historyJson(entry)])));
    },
  },
  {
    method: "GET",
    path: "/history/{id}",
    handle: ({ server, params }) => {
      server.ledger.count("historyReads");
      const entry = server.history.get(params["id"] ?? "");
      return json(entry === undefined ? {} : { [entry.item.promptId]: historyJson(entry) });
    },
  },
  {
    method: "POST",
    path: "/history",
    handle: async ({ server, request }) => {
      const body = members(await readJson(request));
      if (isTruthy(body["clear"])) server.history.clear();
      for (const id of listOf(body["delete"])) server.history.delete(id);
      return empty();
    },
  },
];
