import { changeRoleEndpoint, removeMemberEndpoint } from "#lib/account/account-api";
import { changeRole, removeMember } from "#lib/account/change-member";
import { changes } from "#lib/http/handle";
import { readProject } from "#lib/project/read-projects";
import { context } from "../../../../context.ts";

export const PUT = changes(context, changeRoleEndpoint, async ({ tx, actor, path, query, body }) => {
  const { id: projectId } = await readProject(tx, actor, query.project);
  return changeRole(tx, actor, { projectId, userId: path["userId"] ?? "", role: body.role });
});

export const DELETE = changes(context, removeMemberEndpoint, async ({ tx, actor, path, query }) => {
  const { id: projectId } = await readProject(tx, actor, query.project);
  return removeMember(tx, actor, { projectId, userId: path["userId"] ?? "" });
});
