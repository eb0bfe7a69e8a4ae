"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { InviteDialog } from "#components/account/invite-dialog";
import { InviteList } from "#components/account/invite-list";
import { MemberRow } from "#components/account/member-row";
import { OwnersNotice } from "#components/account/owners-notice";
import { useProject, useWhyNot } from "#components/shell/me-context";
import { Card, CardHeader } from "#components/ui/card";
import { ErrorState } from "#components/ui/error-state";
import { Skeleton } from "#components/ui/skeleton";
import { Table, Th } from "#components/ui/table";
import { membersQuery } from "#lib/account/account-queries";

/** Links made on this page, by invite; the server forgets them once it has told them. */
export type KnownLinks = ReadonlyMap<string, string>;

export function PeopleCard() {
  const project = useProject();
  const whyNot = useWhyNot("people.manage");
  const members = useQuery(membersQuery(project?.id));
  const [links, setLinks] = useState<KnownLinks>(new Map());
  const owners = members.data?.filter((member) => member.role === "owner").length ?? 0;
  return (
    <Card aria-labelledby="people">
      <CardHeader
        id="people"
        title="People"
        hint={`Who works in ${project?.name ?? "this project"}.`}
        actions={
          <InviteDialog
            blocked={whyNot}
            onMade={({ id, url }) => url !== undefined && setLinks(new Map([...links, [id, url]]))}
          />
        }
      />
      {members.isPending && <Rows />}
      {members.isError && (
        <ErrorState error={members.error} what="the members" onRetry={() => void members.refetch()} />
      )}
      {members.isSuccess && (
        <Table aria-label="Members">
          <thead>
            <tr>
              <Th className="pl-4">Name</Th>
              <Th className="w-36">Role</Th>
              <Th className="w-32 max-md:hidden">Since</Th>
              {whyNot === undefined && (
                <Th className="w-12">
                  <span className="sr-only">Remove</span>
                </Th>
              )}
            </tr>
          </thead>
          <tbody>
            {members.data.map((member) => (
              <MemberRow
                key={member.userId}
                member={member}
                mayManage={whyNot === undefined}
                isLastOwner={member.role === "owner" && owners === 1}
              />
            ))}
          </tbody>
        </Table>
      )}
      {whyNot === undefined ? (
        <InviteList links={links} />
      ) : (
        <div className="border-t">
          <OwnersNotice what="people and invitations" />
        </div>
      )}
    </Card>
  );
}

function Rows() {
  return (
    <div className="p-4">
      <output className="sr-only">Loading the members</output>
      <Skeleton className="h-12" />
    </div>
  );
}
