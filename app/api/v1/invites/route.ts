import { createInviteEndpoint, listInvitesEndpoint } from "#lib/account/account-api";
import { baseUrl } from "#lib/account/base-url";
import { createInvite } from "#lib/account/create-invite";
import { listInvites } from "#lib/account/read-invites";
import { changes, reads } from "#lib/http/handle";
import { readProject } from "#lib/project/read-projects";
import { context } from "../../../context.ts";

export const GET = reads(context, listInvitesEndpoint, async ({ db, actor, query, now }) => {
  const { id: projectId } = await readProject(db, actor, query.project);
  return { items: await listInvites(db, actor, { projectId, now }), nextCursor: null };
});

export const POST = changes(context, createInviteEndpoint, ({ tx, actor, body, request, now }) =>
  createInvite(tx, actor, body, { now, base: baseUrl(context().env, request.headers) }),
);
