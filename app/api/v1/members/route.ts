import { listMembersEndpoint } from "#lib/account/account-api";
import { listMembers } from "#lib/account/read-members";
import { reads } from "#lib/http/handle";
import { readProject } from "#lib/project/read-projects";
import { context } from "../../../context.ts";

export const GET = reads(context, listMembersEndpoint, async ({ db, actor, query }) => {
  const { id: projectId } = await readProject(db, actor, query.project);
  return { items: await listMembers(db, actor, projectId), nextCursor: null };
});
