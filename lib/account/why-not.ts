import { permits, whoMay, type Permission } from "./permissions.ts";
import type { Me } from "./account-schema.ts";

/** Undefined when allowed, else the reason in words for a blocked button. The server asks again. */
export function whyNot(me: Me, permission: Permission, project = me.projects[0]): string | undefined {
  if (project === undefined) return "You belong to no project yet. Ask an owner for an invitation.";
  if (permits(permission).includes(project.role)) return undefined;
  const whom = project.owners.length === 0 ? "an owner" : project.owners.slice(0, 3).join(" or ");
  return `Your role here is ${project.role}; this needs ${whoMay(permission)}. Ask ${whom} of ${project.name}.`;
}
