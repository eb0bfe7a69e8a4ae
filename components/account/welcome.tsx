"use client";

import { QueryClientProvider, useQuery } from "@tanstack/react-query";
import { Link } from "#components/ui/link";
import { useState, type ReactNode } from "react";
import { DoorTitle } from "#components/account/door-title";
import { JoinAsMyself } from "#components/account/join-as-myself";
import { JoinForm } from "#components/account/join-form";
import { useHashToken } from "#components/account/use-hash-token";
import { Button } from "#components/ui/button";
import { Skeleton } from "#components/ui/skeleton";
import type { InviteInspection, Me } from "#lib/account/account-schema";
import { roleWords } from "#lib/account/role-words";
import { apiSend } from "#lib/http/browser/api";
import { asProblem } from "#lib/http/browser/api-problem";
import { createQueryClient } from "#lib/http/browser/query-client";
import { setApart } from "#lib/set-apart";

/** What an invitation link opens: the first owner's account, or a place in a project. */
export function Welcome({ me }: { me: Me | null }) {
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>
      <Invitation me={me} />
    </QueryClientProvider>
  );
}

function Invitation({ me }: { me: Me | null }) {
  const token = useHashToken();
  const inspection = useQuery({
    queryKey: ["invite", token],
    queryFn: ({ signal }) =>
      apiSend<InviteInspection>("POST", "/api/v1/invites/inspection", { token }, { signal }),
    enabled: typeof token === "string",
    staleTime: Infinity,
  });
  if (token === null) {
    return (
      <Closed title="An invitation is needed">
        This page opens with a link that an owner of a project makes under Settings, People. On a new
        installation, use the link that Proofsheet prints when it starts.
      </Closed>
    );
  }
  if (inspection.isError) {
    const problem = asProblem(inspection.error);
    if (problem.code === "not_found" || problem.code === "invalid") {
      return <Closed title="This link does not work">{problem.message}</Closed>;
    }
    return (
      <>
        <DoorTitle title="Could not check the link">
          <p role="alert">{problem.message}</p>
        </DoorTitle>
        <Button variant="primary" size="lg" onClick={() => void inspection.refetch()}>
          Try again
        </Button>
      </>
    );
  }
  if (token === undefined || !inspection.isSuccess) return <Waiting />;
  const invite = inspection.data;
  return (
    <>
      <Greeting invite={invite} />
      {me === null ? <JoinForm token={token} invite={invite} /> : <JoinAsMyself token={token} me={me} />}
    </>
  );
}

function Greeting({ invite }: { invite: InviteInspection }) {
  if (invite.firstRun) {
    return (
      <DoorTitle title="Welcome to Proofsheet">
        <p>
          It turns ComfyUI workflows into pictures you can vouch for: fill in a form, watch the run, give
          every picture a verdict.
        </p>
        <p>You are the first one here, so this account owns the installation and invites the others.</p>
      </DoorTitle>
    );
  }
  return (
    <DoorTitle title={`Join ${setApart(invite.project)}`}>
      <p>
        In Proofsheet, pictures made by ComfyUI are asked for in a form and judged one by one. Your role will
        be <strong className="font-semibold text-text">{invite.role}</strong>:{" "}
        {lowerFirst(roleWords[invite.role])}
      </p>
    </DoorTitle>
  );
}

function Closed({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <DoorTitle title={title}>
        <output>{children}</output>
      </DoorTitle>
      <Button asChild variant="secondary" size="lg">
        <Link href="/sign-in">Sign in instead</Link>
      </Button>
    </>
  );
}

function Waiting() {
  return (
    <div className="grid gap-4">
      <output className="sr-only">Checking the link</output>
      <Skeleton className="h-8 w-64" />
      <Skeleton className="h-16" />
      <Skeleton className="h-9" />
      <Skeleton className="h-9" />
      <Skeleton className="h-9" />
      <Skeleton className="h-10" />
    </div>
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
