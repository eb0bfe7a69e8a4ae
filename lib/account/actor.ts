import { AppError, notFound } from "#lib/errors";
import { permits, whoMay, type Permission, type Role } from "./permissions.ts";

/**
 * Who acts: a person with a session, a program with a key, or the system itself (the worker). `roles` holds the role
 * in each project (by project id) the actor belongs to.
 */
export type Actor = {
  kind: "person" | "key" | "system";
  id: string;
  name: string;
  roles: ReadonlyMap<string, Role>;
};

export const systemActor: Actor = { kind: "system", id: "system", name: "Proofsheet", roles: new Map() };

/** Stands in a public handler for a visitor who is not signed in; may do nothing. */
export const nobody: Actor = { kind: "person", id: "", name: "", roles: new Map() };

/**
 * Lets `actor` do `permission` in the project or throws: 404 for a project the actor does not belong to (its
 * existence is nobody else's business), 403 with the role that would be needed otherwise.
 */
export function authorise(actor: Actor, permission: Permission, projectId: string): void {
  if (actor.kind === "system") return;
  const role = actor.roles.get(projectId);
  if (role === undefined) throw notFound("project");
  if (!permits(permission).includes(role)) {
    throw new AppError(
      "forbidden",
      `Your role here is ${role}; this needs ${whoMay(permission)}. Ask an owner of the project to change it.`,
    );
  }
}

/** Whether a button should be offered; the use case asks `authorise` again. */
export function may(actor: Actor, permission: Permission, projectId: string): boolean {
  const role = actor.roles.get(projectId);
  return actor.kind === "system" || (role !== undefined && permits(permission).includes(role));
}

/** The projects an actor may read; lists never reach past them. */
export function visibleProjects(actor: Actor): string[] {
  return [...actor.roles.keys()];
}
