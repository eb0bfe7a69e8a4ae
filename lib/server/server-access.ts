import { type Actor, authorise, may } from "#lib/account/actor";
import type { Permission } from "#lib/account/permissions";
import { AppError } from "#lib/errors";

/** Servers belong to the whole house: whoever holds the permission in any project holds it here. Throws 403 otherwise. */
export function authoriseHouse(actor: Actor, permission: Permission): void {
  const projects = [...actor.roles.keys()];
  if (actor.kind === "system" || projects.some((project) => may(actor, permission, project))) return;
  const [first] = projects;
  if (first !== undefined) authorise(actor, permission, first);
  throw new AppError("forbidden", "You are not a member of any project here. Ask an owner to invite you.");
}
