"use client";

import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { FormAlert } from "#components/account/form-alert";
import { focusFirstProblem, sortProblem, textOf } from "#components/account/form-problem";
import { PasswordField } from "#components/account/password-field";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import type { InviteInspection, Me } from "#lib/account/account-schema";
import { passwordHint } from "#lib/account/password-hint";
import { apiSend } from "#lib/http/browser/api";

/** Name, email, password, one button. Whoever has an account already enters the password of that one. */
export function JoinForm({ token, invite }: { token: string; invite: InviteInspection }) {
  const [name, setName] = useState("");
  const [email, setEmail] = useState(invite.email ?? "");
  const join = useMutation({
    mutationFn: (form: HTMLFormElement) => {
      const password = textOf(new FormData(form), "password");
      return apiSend<Me>("POST", "/api/v1/invites/acceptance", { token, name, email, password });
    },
    onSuccess: () => window.location.replace("/"),
    onError: (error, form) => focusFirstProblem(form, error),
  });
  const problem = sortProblem(join.error, ["name", "email", "password"]);
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!join.isPending) join.mutate(event.currentTarget);
  }
  // POST, so that a press before the page is alive does not put the password into the address.
  return (
    <form noValidate method="post" onSubmit={submit} className="grid gap-4">
      {problem.whole !== undefined && <FormAlert>{problem.whole}</FormAlert>}
      <Field label="Your name" help="Stands beside your verdicts." error={problem.of("name")}>
        {(control) => (
          <Input
            {...control}
            name="name"
            autoComplete="name"
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
            className="h-9"
          />
        )}
      </Field>
      <Field
        label="Email"
        help={
          invite.email === null
            ? "You sign in with it. Nothing is ever sent to it."
            : "This link is for this address."
        }
        error={problem.of("email")}
      >
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            readOnly={invite.email !== null}
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            className="h-9 read-only:text-soft"
          />
        )}
      </Field>
      <PasswordField
        label="Password"
        purpose="new"
        advise={(password) => passwordHint(password, [name, email])}
        error={problem.of("password")}
      />
      <Button
        type="submit"
        variant="primary"
        size="lg"
        busy={join.isPending || join.isSuccess}
        className="mt-1"
      >
        {invite.firstRun ? "Create the owner's account" : `Join ${invite.project}`}
      </Button>
    </form>
  );
}
