import { queryOptions } from "@tanstack/react-query";
import { apiGet } from "#lib/http/browser/api";
import type { ServersView } from "./server-schema.ts";

export const serverKeys = { all: ["servers"] as const };

export function serversQuery() {
  return queryOptions({
    queryKey: serverKeys.all,
    queryFn: ({ signal }) => apiGet<ServersView>("/api/v1/servers", { signal }),
  });
}
