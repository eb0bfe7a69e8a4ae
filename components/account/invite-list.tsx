"use client";

import { useQuery } from "@tanstack/react-query";
import { ConfirmButton } from "#components/account/confirm-button";
import type { KnownLinks } from "#components/account/people-card";
import { roleName } from "#components/account/role-field";
import { useAccountChange } from "#components/account/use-account-change";
import { useProject } from "#components/shell/me-context";
import { CopyButton } from "#components/ui/copy-button";
import { ErrorState } from "#components/ui/error-state";
import { RelativeTime } from "#components/ui/relative-time";
import type { InviteView } from "#lib/account/account-schema";
import { invitesQuery } from "#lib/account/account-queries";
import { apiSend } from "#lib/http/browser/api";

/** Invitations that nobody has used yet. Draws nothing while there are none. */
export function InviteList({ links }: { links: KnownLinks }) {
  const invites = useQuery(invitesQuery(useProject()?.id));
  if (invites.isError) {
    return (
      <ErrorState
        error={invites.error}
        what="the invitations"
        onRetry={() => void invites.refetch()}
        className="py-6"
      />
    );
  }
  if (!invites.isSuccess || invites.data.length === 0) return null;
  return (
    <section aria-labelledby="invitations" className="border-t">
      <h3 id="invitations" className="px-4 pt-3 pb-1 text-xs font-medium text-faint">
        Open invitations
      </h3>
      <ul>
        {invites.data.map((invite) => (
          <InviteRow key={invite.id} invite={invite} link={links.get(invite.id)} />
        ))}
      </ul>
    </section>
  );
}

function InviteRow({ invite, link }: { invite: InviteView; link: string | undefined }) {
  const whom = invite.email ?? "whoever has the link";
  const withdraw = useAccountChange({
    change: () => apiSend<InviteView>("DELETE", `/api/v1/invites/${invite.id}`),
    done: () => "The link does not work any more.",
  });
  return (
    <li className="flex min-h-10 items-center gap-3 border-b px-4 py-1.5 last:border-b-0 hover:bg-hover/50">
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium">
          {roleName(invite.role)}, for {whom}
        </p>
        <p className="text-xs text-faint">
          Ends <RelativeTime at={invite.expiresAt} />
          {link === undefined && " · the link was shown when it was made"}
        </p>
      </div>
      {link !== undefined && <CopyButton text={link} what="the invitation link" />}
      <ConfirmButton
        variant="ghost"
        size="sm"
        aria-label={`Withdraw the invitation for ${whom}`}
        title="Withdraw this invitation?"
        description={`The link for ${whom} stops working at once.`}
        confirm="Withdraw"
        busy={withdraw.isPending}
        onConfirm={() => withdraw.mutateAsync(undefined)}
      >
        Withdraw
      </ConfirmButton>
    </li>
  );
}
