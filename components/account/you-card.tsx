"use client";

import { roleName } from "#components/account/role-field";
import { ConfirmButton } from "#components/account/confirm-button";
import { useAccountChange } from "#components/account/use-account-change";
import { useMe } from "#components/shell/me-context";
import { ThemeSegments } from "#components/shell/theme-menu";
import { Button } from "#components/ui/button";
import { Card, CardBody, CardHeader } from "#components/ui/card";
import { apiSend } from "#lib/http/browser/api";
import { roleWords } from "#lib/account/role-words";

export function YouCard() {
  const me = useMe();
  const signOut = useAccountChange({
    change: (everywhere: boolean) => apiSend("POST", "/api/auth/sign-out", { everywhere }),
    onDone: () => window.location.assign("/sign-in"),
  });
  return (
    <Card aria-labelledby="you">
      <CardHeader id="you" title="You" hint="Your account on this installation." />
      <CardBody>
        <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-[7rem_1fr]">
          <dt className="text-soft">Name</dt>
          <dd className="font-medium">{me.name}</dd>
          {me.email !== null && (
            <>
              <dt className="text-soft">Email</dt>
              <dd className="font-medium wrap-anywhere">{me.email}</dd>
            </>
          )}
          {me.projects.map((project) => (
            <div key={project.id} className="contents">
              <dt className="text-soft">{project.name}</dt>
              <dd>
                <span className="font-medium">{roleName(project.role)}</span>
                <span className="block text-xs text-faint">{roleWords[project.role]}</span>
              </dd>
            </div>
          ))}
          <dt className="text-soft sm:pt-1.5">Theme</dt>
          <dd>
            <ThemeSegments />
          </dd>
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
