import { describe, expect, test } from "vitest";
import { authorise, may, nobody, systemActor, type Actor } from "./actor.ts";
import { roles, type Permission, type Role } from "./permissions.ts";

const project = "project-a";

/** Written out a second time on purpose: a change of who may do what has to be made twice, knowingly. */
const expected: Record<Permission, readonly Role[]> = {
  "project.read": ["owner", "operator", "reviewer", "viewer"],
  "run.create": ["owner", "operator"],
  "run.hurry": ["owner"],
  "run.cancel": ["owner", "operator"],
  "asset.create": ["owner", "operator"],
  "output.decide": ["owner", "reviewer"],
  "output.reseed": ["owner", "operator", "reviewer"],
  "review.close": ["owner"],
  "comment.create": ["owner", "operator", "reviewer"],
  "comment.moderate": ["owner"],
  "output.rate": ["owner", "operator", "reviewer"],
  "view.share": ["owner", "operator", "reviewer"],
  "server.read": ["owner", "operator", "reviewer", "viewer"],
  "server.manage": ["owner"],
  "project.manage": ["owner"],
  "people.manage": ["owner"],
  "keys.manage": ["owner"],
};

const matrix = (Object.keys(expected) as Permission[]).flatMap((permission) =>
  roles.map((role) => ({ permission, role, allowed: expected[permission].includes(role) })),
);

function actorWith(role: Role): Actor {
  return { kind: "person", id: "p", name: "P", roles: new Map([[project, role]]) };
}

test.each(matrix)("$role, $permission: $allowed", ({ permission, role, allowed }) => {
  const actor = actorWith(role);
  expect(may(actor, permission, project)).toBe(allowed);
  if (allowed) {
    expect(() => authorise(actor, permission, project)).not.toThrow();
  } else {
    expect(() => authorise(actor, permission, project)).toThrow(
      expect.objectContaining({ code: "forbidden", message: expect.stringContaining(`is ${role};`) }),
    );
  }
});

describe.each(Object.keys(expected) as Permission[])("%s", (permission) => {
  test.each(roles)("is not found by the %s of another project", (role) => {
    expect(may(actorWith(role), permission, "project-b")).toBe(false);
    expect(() => authorise(actorWith(role), permission, "project-b")).toThrow(
      expect.objectContaining({ code: "not_found" }),
    );
  });

  test("is not for visitors, and always for the system", () => {
    expect(() => authorise(nobody, permission, project)).toThrow();
    expect(() => authorise(systemActor, permission, project)).not.toThrow();
  });
});
