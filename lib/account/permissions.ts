export const roles = ["owner", "operator", "reviewer", "viewer"] as const;
export type Role = (typeof roles)[number];

/** The one table of who may do what. Everybody in a project may look. */
const table = {
  "project.read": ["owner", "operator", "reviewer", "viewer"],
  "run.create": ["owner", "operator"],
  "run.hurry": ["owner"],
  "run.cancel": ["owner", "operator"],
  "asset.create": ["owner", "operator"],
  "output.decide": ["owner", "reviewer"],
  "output.reseed": ["owner", "operator", "reviewer"],
  /** Closing a review, and reopening what is closed. */
  "review.close": ["owner"],
  "comment.create": ["owner", "operator", "reviewer"],
  /** Deleting what somebody else said. */
  "comment.moderate": ["owner"],
  /** Stars and labels, which say nothing about the verdict. */
  "output.rate": ["owner", "operator", "reviewer"],
  "view.share": ["owner", "operator", "reviewer"],
  "server.read": ["owner", "operator", "reviewer", "viewer"],
  "server.manage": ["owner"],
  "project.manage": ["owner"],
  "people.manage": ["owner"],
  "keys.manage": ["owner"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof table;

/** The roles that may do it, as a sentence names them: "an owner or a reviewer". */
export function whoMay(permission: Permission): string {
  return permits(permission)
    .map((role) => `${/^[aeiou]/.test(role) ? "an" : "a"} ${role}`)
    .join(" or ");
}

/** The roles that may do it. */
export function permits(permission: Permission): readonly Role[] {
  return table[permission];
}
