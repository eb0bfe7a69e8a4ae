import { listMembersEndpoint } from "#lib/account/account-api";
import { listMembers } from "#lib/account/read-members";
import { reads } from "#lib/http/handle";
import { readProjectId } from "#lib/project/read-project";
import { context } from "../../../context.ts";

export const GET = reads(context, listMembersEndpoint, async ({ db, actor, query }) => {
  const projectId = await readProjectId(db, query.project);
  return { items: await listMembers(db, actor, projectId), nextCursor: null };
});
