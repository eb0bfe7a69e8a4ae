"use client";

import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { roleName } from "#components/account/role-field";
import { ConfirmButton } from "#components/account/confirm-button";
import { useMe } from "#components/shell/me-context";
import { ThemeSegments } from "#components/shell/theme-segments";
import { Button } from "#components/ui/button";
import { Card, CardBody, CardHeader } from "#components/ui/card";
import { toast } from "#components/ui/toast";
import { apiSend } from "#lib/http/browser/api";
import { asProblem } from "#lib/http/browser/api-problem";
import { roleWords } from "#lib/account/role-words";

export function YouCard() {
  const me = useMe();
  const signOut = useMutation({
    mutationFn: (everywhere: boolean) => apiSend("POST", "/api/auth/sign-out", { everywhere }),
    onSuccess: () => window.location.assign("/sign-in"),
    onError: (error) => toast.error(asProblem(error).message),
  });
  return (
    <Card aria-labelledby="you">
      <CardHeader id="you" title="You" hint="Your account on this installation." />
      <CardBody>
        <dl className="grid gap-3 text-sm">
          <Row name="Name">{me.name}</Row>
          {me.email !== null && <Row name="Email">{me.email}</Row>}
          {me.projects.map((project) => (
            <Row key={project.id} name={project.name}>
              {roleName(project.role)}
              <span className="block text-xs font-normal text-faint">{roleWords[project.role]}</span>
            </Row>
          ))}
          <Row name="Theme">
            <ThemeSegments />
          </Row>
        </dl>
      </CardBody>
      <div className="flex flex-wrap gap-2 border-t px-4 py-3">
        <Button busy={signOut.isPending} onClick={() => signOut.mutate(false)}>
          Sign out
        </Button>
        <ConfirmButton
          variant="ghost"
          title="Sign out everywhere?"
          description="Every browser where you are signed in, this one too, has to sign in again."
          confirm="Sign out everywhere"
          busy={signOut.isPending}
          onConfirm={() => signOut.mutateAsync(true)}
        >
          Sign out everywhere
        </ConfirmButton>
      </div>
    </Card>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid items-baseline gap-x-6 gap-y-0.5 sm:grid-cols-[8rem_1fr]">
      <dt className="text-soft">{name}</dt>
      <dd className="font-medium wrap-anywhere">{children}</dd>
    </div>
  );
}
