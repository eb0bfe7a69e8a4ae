"use client";

import { useQuery } from "@tanstack/react-query";
import { Lock } from "lucide-react";
import { useProject } from "#components/shell/me-context";
import { membersQuery } from "#lib/account/account-queries";

/** Why somebody who is no owner cannot change anything here, and whom to ask. `what` completes "Owners manage …". */
export function OwnersNotice({ what }: { what: string }) {
  const project = useProject();
  const { data: members = [] } = useQuery(membersQuery(project?.id));
  const owners = members.filter((member) => member.role === "owner").map((member) => member.name);
  return (
    <p className="flex items-start gap-2 px-4 py-3 text-sm text-soft">
      <Lock aria-hidden className="mt-0.5 size-3.5 shrink-0 text-faint" />
      <span>
        Owners manage {what}; your role is {project?.role ?? "none"}.
        {owners.length > 0 && ` Ask ${names.format(owners)}.`}
      </span>
    </p>
  );
}

const names = new Intl.ListFormat("en", { type: "disjunction" });
