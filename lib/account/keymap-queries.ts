import { queryOptions } from "@tanstack/react-query";
import { apiGet } from "#lib/http/browser/api";
import { accountKey } from "./account-queries.ts";
import type { KeymapView } from "./keymap-schema.ts";

/** The keys of the person who is signed in. */
export function keymapQuery() {
  return queryOptions({
    queryKey: [...accountKey, "keymap"],
    queryFn: ({ signal }) => apiGet<KeymapView>("/api/v1/me/keymap", { signal }),
    staleTime: Infinity,
  });
}
