"use client";

import { useState, type FormEvent } from "react";
import { DoorTitle } from "#components/account/door";
import { FormAlert } from "#components/account/form-alert";
import { focusFirstProblem, sortProblem, textOf } from "#components/account/form-problem";
import { PasswordField } from "#components/account/password-field";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { apiSend } from "#lib/http/browser/api";
import type { Me } from "#lib/account/account-schema";

/** `next` is a path of ours, judged on the server. */
export function SignInForm({ next }: { next: string }) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const problem = sortProblem(error, ["email", "password"]);
  async function signIn(form: HTMLFormElement) {
    const data = new FormData(form);
    setBusy(true);
    setError(null);
    try {
      const credentials = { email: textOf(data, "email"), password: textOf(data, "password") };
      await apiSend<Me>("POST", "/api/auth/sign-in", credentials);
      // Busy until the next page is there.
      window.location.replace(next);
    } catch (refusal) {
      setError(refusal);
      setBusy(false);
      focusFirstProblem(form, refusal);
    }
  }
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!isBusy) void signIn(event.currentTarget);
  }
  // POST, so that a press before the page is alive does not put the password into the address.
  return (
    <>
      <DoorTitle title="Sign in" />
      <form noValidate method="post" onSubmit={submit} className="grid gap-4">
        {problem.whole !== undefined && <FormAlert>{problem.whole}</FormAlert>}
        <Field label="Email" error={problem.of("email")}>
          {(control) => (
            <Input
              {...control}
              name="email"
              type="email"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              className="h-9"
            />
          )}
        </Field>
        <PasswordField label="Password" purpose="current" error={problem.of("password")} />
        <Button type="submit" variant="primary" size="lg" busy={isBusy} className="mt-1">
          Sign in
        </Button>
      </form>
      <p className="mt-6 border-t pt-4 text-sm text-soft">
        No account yet? An owner of your project can make you an invitation link.
      </p>
    </>
  );
}
