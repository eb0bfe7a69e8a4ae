"use client";

import { UserMinus } from "lucide-react";
import { ConfirmButton } from "#components/account/confirm-button";
import { roleName } from "#components/account/role-field";
import { useAccountChange } from "#components/account/use-account-change";
import { useMe, useProject } from "#components/shell/me-context";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { RelativeTime } from "#components/ui/relative-time";
import { Select } from "#components/ui/select";
import { Td, Tr } from "#components/ui/table";
import type { MemberView } from "#lib/account/account-schema";
import { roles } from "#lib/account/permissions";
import { apiSend, withQuery } from "#lib/http/browser/api";
import { setApart } from "#lib/set-apart";

type MemberRowProps = { member: MemberView; mayManage: boolean; isLastOwner: boolean };

export function MemberRow({ member, mayManage, isLastOwner }: MemberRowProps) {
  const me = useMe();
  const isMe = me.kind === "person" && me.id === member.userId;
  const path = withQuery(`/api/v1/members/${encodeURIComponent(member.userId)}`, {
    project: useProject()?.id,
  });
  const changeRole = useAccountChange({
    change: (role: string) => apiSend<MemberView>("PUT", path, { role }),
    done: ({ name, role }) => `${setApart(name)} is ${role} from now on.`,
    // My own rights are part of every page.
    onDone: () => isMe && window.location.reload(),
  });
  const remove = useAccountChange({
    change: () => apiSend<MemberView>("DELETE", path),
    done: ({ name }) => `${setApart(name)} is out. What they decided stays on record.`,
    onDone: () => isMe && window.location.assign("/sign-in"),
  });
  const locked = isLastOwner ? "The only owner. Make somebody else an owner first." : undefined;
  return (
    <Tr>
      <Td className="max-w-0 min-w-24 pl-4">
        <span className="flex items-center gap-2 truncate font-medium">
          <span className="truncate">{member.name}</span>
          {isMe && <Badge>You</Badge>}
        </span>
        <span className="block truncate text-xs text-faint">{member.email}</span>
      </Td>
      <Td>
        {mayManage && locked !== undefined && (
          <Button aria-label={`Role of ${member.name}: ${roleName(member.role)}`} blocked={locked}>
            {roleName(member.role)}
          </Button>
        )}
        {mayManage && locked === undefined && (
          <Select
            aria-label={`Role of ${member.name}`}
            className="min-w-28"
            disabled={changeRole.isPending}
            value={changeRole.isPending ? changeRole.variables : member.role}
            onChange={(event) => changeRole.mutate(event.target.value)}
          >
            {roles.map((role) => (
              <option key={role} value={role}>
                {roleName(role)}
              </option>
            ))}
          </Select>
        )}
        {!mayManage && roleName(member.role)}
      </Td>
      <Td className="text-soft max-md:hidden">
        <RelativeTime at={member.since} />
      </Td>
      {mayManage && (
        <Td className="pr-3 text-right">
          {!isLastOwner && (
            <ConfirmButton
              variant="ghost"
              size="icon-sm"
              aria-label={isMe ? "Leave the project" : `Remove ${member.name}`}
              title={isMe ? "Leave this project?" : `Remove ${setApart(member.name)}?`}
              description={
                isMe
                  ? "You are signed out everywhere and need a new invitation to come back."
                  : "They are signed out everywhere at once. Their runs and verdicts stay on record."
              }
              confirm={isMe ? "Leave" : "Remove"}
              busy={remove.isPending}
              onConfirm={() => remove.mutateAsync(undefined)}
            >
              <UserMinus aria-hidden />
            </ConfirmButton>
          )}
        </Td>
      )}
    </Tr>
  );
}
