"use client";

import { Field } from "#components/ui/field";
import { Segmented } from "#components/ui/segmented";
import { roles, type Role } from "#lib/account/permissions";
import { roleWords } from "#lib/account/role-words";

const options = roles.map((role) => ({ value: role, label: roleName(role) }));

/** A choice of role with what it lets one do. */
export function RoleField({ role, onChange }: { role: Role; onChange: (role: Role) => void }) {
  return (
    <Field label="Role" help={roleWords[role]}>
      {({ id, "aria-describedby": describedBy }) => (
        <Segmented
          id={id}
          aria-label="Role"
          aria-describedby={describedBy}
          value={role}
          onChange={onChange}
          options={options}
          className="justify-self-start"
        />
      )}
    </Field>
  );
}

export function roleName(role: Role): string {
  return role.charAt(0).toUpperCase() + role.slice(1);
}
