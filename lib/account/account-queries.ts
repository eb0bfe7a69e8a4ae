import { queryOptions } from "@tanstack/react-query";
import { apiGet, withQuery } from "#lib/http/browser/api";
import type { Page } from "#lib/http/page-schema";
import type { ApiKeyView, InviteView, MemberView } from "./account-schema.ts";

/** Everything under it is read again when an `account.changed` event arrives. */
export const accountKey = ["account"] as const;

export function membersQuery(project: string | undefined) {
  return listQuery<MemberView>("members", project);
}

export function invitesQuery(project: string | undefined) {
  return listQuery<InviteView>("invites", project);
}

export function apiKeysQuery(project: string | undefined) {
  return listQuery<ApiKeyView>("keys", project);
}

function listQuery<Item>(name: "members" | "invites" | "keys", project: string | undefined) {
  return queryOptions({
    queryKey: [...accountKey, name, project],
    queryFn: async ({ signal }) => {
      const { items } = await apiGet<Page<Item>>(withQuery(`/api/v1/${name}`, { project }), { signal });
      return items;
    },
  });
}
