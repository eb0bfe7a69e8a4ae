"use client";

import { useMutation } from "@tanstack/react-query";
import { FormAlert } from "#components/account/form-alert";
import { Button } from "#components/ui/button";
import type { Me } from "#lib/account/account-schema";
import { apiSend } from "#lib/http/browser/api";
import { asProblem } from "#lib/http/browser/api-problem";

/** For who is signed in already: one press, nothing to fill in again. */
export function JoinAsMyself({ token, me }: { token: string; me: Me }) {
  const join = useMutation({
    mutationFn: () => apiSend<Me>("POST", "/api/v1/invites/acceptance", { token }),
    onSuccess: () => window.location.replace("/"),
  });
  const leave = useMutation({
    mutationFn: () => apiSend("POST", "/api/auth/sign-out", {}),
    onSuccess: () => window.location.reload(),
  });
  const error = join.error ?? leave.error;
  return (
    <div className="grid gap-3">
      {error !== null && <FormAlert>{asProblem(error).message}</FormAlert>}
      <p className="text-sm text-soft">
        You are signed in as <strong className="font-semibold text-text">{me.name}</strong>
        {me.email !== null && ` (${me.email})`}.
      </p>
      <Button
        variant="primary"
        size="lg"
        busy={join.isPending || join.isSuccess}
        onClick={() => join.mutate()}
      >
        Join as {me.name}
      </Button>
      <Button variant="ghost" busy={leave.isPending} onClick={() => leave.mutate()}>
        Use another account
      </Button>
    </div>
  );
}
